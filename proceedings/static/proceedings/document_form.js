// Says that the document is being read, and sends a long text as a file: a field has less room than the server.
const LONG = 500_000;
const form = document.querySelector("#document");
const reading = form.querySelector(".reading");

form.addEventListener("submit", (event) => {
    if (reading.hidden) {
        reading.hidden = false;
    } else {
        event.preventDefault();
    }
});
form.addEventListener("formdata", ({ formData }) => {
    const text = formData.get("text");
    if (text.length > LONG) {
        formData.set("pasted", new File([text], "text"));
        formData.set("text", "");
    }
});
// The page may come back from the memory of the browser.
addEventListener("pageshow", () => {
    reading.hidden = true;
});

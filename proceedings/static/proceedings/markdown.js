// Shows a preview next to each Markdown text, rendered by the server at every pause in typing.
// Ctrl+Enter (⌘+Enter) in a form presses the button with data-key="Enter".
// Milliseconds.
const PAUSE = 400;

document.addEventListener("DOMContentLoaded", () => {
    for (const text of document.querySelectorAll("textarea[data-markdown]")) {
        if (text.value) {
            addPreview(text);
        }
    }
    // Empty texts, and those of rows that are added later, get a preview when they are focused.
    document.addEventListener("focusin", (event) => {
        if (event.target.matches?.("textarea[data-markdown]")) {
            addPreview(event.target);
        }
    });
    document.addEventListener("keydown", (event) => {
        const button = event.key === "Enter" && (event.ctrlKey || event.metaKey) && submitButton(event.target.form);
        if (button) {
            event.preventDefault();
            button.click();
        }
    });
});

function submitButton(form) {
    return form?.querySelector("[data-key=Enter]");
}

function addPreview(text) {
    if (text.closest(".with-preview")) {
        return;
    }
    const focused = document.activeElement === text;
    const [from, to] = [text.selectionStart, text.selectionEnd];
    const container = Object.assign(document.createElement("div"), { className: "with-preview" });
    const preview = Object.assign(document.createElement("div"), { className: "markdown-preview", tabIndex: 0 });
    const label = text.form.querySelector(`label[for="${text.id}"]`)?.textContent.replace(/:\s*$/, "") ?? "";
    preview.setAttribute("role", "group");
    preview.setAttribute("aria-label", `${text.dataset.preview}: ${label}`);
    preview.dataset.empty = text.dataset.preview;
    text.replaceWith(container);
    container.append(text, preview);
    if (focused) {
        text.focus();
        text.setSelectionRange(from, to);
    }

    const format = text.form.elements[text.name.replace(/[^-]+$/, "text_format")];
    let timer = 0;
    let controller = null;
    async function update() {
        controller?.abort();
        controller = new AbortController();
        const body = new FormData();
        body.set("text", text.value);
        body.set("language", text.form.elements[text.name.replace(/[^-]+$/, "language")]?.value ?? "");
        body.set("text_format", format?.value ?? "markdown");
        body.set("csrfmiddlewaretoken", text.form.elements.csrfmiddlewaretoken.value);
        try {
            const { signal } = controller;
            const response = await fetch(`${text.dataset.markdown}?part`, { method: "POST", body, signal });
            if (response.ok && !response.redirected) {
                preview.innerHTML = await response.text();
            } else if (response.status === 413) {
                preview.textContent = await response.text();
            }
        } catch (error) {
            // If the server cannot be reached, the last preview stays. The text itself is safe in the form.
            if (!(error instanceof DOMException || error instanceof TypeError)) {
                throw error;
            }
        }
    }
    text.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(update, PAUSE);
    });
    format?.addEventListener("change", update);
    update();
}

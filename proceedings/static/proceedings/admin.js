// Offer as a statement's capacity only the posts of the chosen speaker.
document.addEventListener("DOMContentLoaded", () => {
    const capacity = document.querySelector("#id_appointment");
    const speaker = document.querySelector("#id_speaker");
    if (!capacity || !speaker) {
        return;
    }
    django.jQuery(capacity).on("select2:opening", () => {
        const question = speaker.value ? `?speaker=${encodeURIComponent(speaker.value)}` : "";
        django.jQuery(capacity).data("select2").dataAdapter.ajaxOptions.url = capacity.dataset["ajax-Url"] + question;
    });
});

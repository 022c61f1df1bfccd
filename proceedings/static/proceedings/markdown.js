// Beside each text in Markdown, what readers will see of it: rendered by the server at every pause in typing.
// And the button that a key presses: Ctrl+Enter (⌘+Enter) in a form.
const PAUSE = 400;

document.addEventListener("DOMContentLoaded", () => {
    for (const text of document.querySelectorAll("textarea[data-markdown]")) {
        if (text.value) {
            accompany(text);
        }
    }
    // An empty one, and those of rows that are added later, when somebody comes to write in them.
    document.addEventListener("focusin", (event) => {
        if (event.target.matches?.("textarea[data-markdown]")) {
            accompany(event.target);
        }
    });
    document.addEventListener("keydown", (event) => {
        const button = event.key === "Enter" && (event.ctrlKey || event.metaKey) && pressedBy(event.target.form);
        if (button) {
            event.preventDefault();
            button.click();
        }
    });
});

function pressedBy(form) {
    return form?.querySelector("[data-key=Enter]");
}

function accompany(text) {
    if (text.closest(".with-preview")) {
        return;
    }
    const focused = document.activeElement === text;
    const [from, to] = [text.selectionStart, text.selectionEnd];
    const both = Object.assign(document.createElement("div"), { className: "with-preview" });
    const seen = Object.assign(document.createElement("div"), { className: "markdown-preview", tabIndex: 0 });
    const label = text.form.querySelector(`label[for="${text.id}"]`)?.textContent.replace(/:\s*$/, "") ?? "";
    seen.setAttribute("role", "region");
    seen.setAttribute("aria-label", `${text.dataset.preview}: ${label}`);
    seen.dataset.empty = text.dataset.preview;
    text.replaceWith(both);
    both.append(text, seen);
    if (focused) {
        text.focus();
        text.setSelectionRange(from, to);
    }

    let waiting = 0;
    let asked = null;
    async function show() {
        asked?.abort();
        asked = new AbortController();
        const body = new FormData();
        body.set("text", text.value);
        body.set("language", text.form.elements[text.name.replace(/[^-]+$/, "language")]?.value ?? "");
        body.set("csrfmiddlewaretoken", text.form.elements.csrfmiddlewaretoken.value);
        try {
            const answer = await fetch(`${text.dataset.markdown}?part`, { method: "POST", body, signal: asked.signal });
            if (answer.ok && !answer.redirected) {
                seen.innerHTML = await answer.text();
            } else if (answer.status === 413) {
                seen.textContent = await answer.text();
            }
        } catch (error) {
            // Without the server the last preview stays; the text itself is in the form.
            if (!(error instanceof DOMException || error instanceof TypeError)) {
                throw error;
            }
        }
    }
    text.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(show, PAUSE);
    });
    show();
}

// The proposal page: keys in the list of statements, selecting words in the source, and names of the record while typing.
// Everything that changes the proposal is a button of the form, which also works without this script.
const form = document.querySelector(".proposal-form");
const source = document.querySelector(".source .text");
const rows = [...document.querySelectorAll(".proposal .row")];
let current = rows.find((row) => `#${row.id}` === location.hash) ?? rows[0];

for (const row of rows) {
    row.tabIndex = 0;
}
rows.find((row) => `#${row.id}` === location.hash)?.focus();

// Keys

document.addEventListener("keydown", (event) => {
    const row = event.target.closest?.(".proposal .row");
    if (!row || event.isComposing || event.ctrlKey || event.metaKey) {
        return;
    }
    if (event.key === "Escape" && event.target !== row) {
        row.focus();
    } else if (event.altKey && event.code === "KeyS" && event.target.matches("textarea")) {
        event.preventDefault();
        row.querySelector("[data-cursor]").click();
    } else if (event.target === row && !event.altKey && act(row, event.key.length === 1 ? event.key.toLowerCase() : event.key)) {
        event.preventDefault();
    }
});

function act(row, key) {
    const index = rows.indexOf(row);
    const box = row.querySelector("[name^=accepted-]");
    const button = row.querySelector(`[data-step="${CSS.escape(key)}"]`);
    if (key === "ArrowDown" || key === "ArrowUp") {
        rows[index + (key === "ArrowDown" ? 1 : -1)]?.focus();
    } else if (key === "a") {
        box.click();
        (box.checked && rows[index + 1] ? rows[index + 1] : row).focus();
    } else if (key === "Enter") {
        row.querySelector("[data-speaker]").focus();
    } else if (button) {
        button.click();
    } else {
        return false;
    }
    return true;
}

document.addEventListener("change", (event) => {
    if (event.target.matches("[name^=accepted-]")) {
        event.target.closest(".row").classList.toggle("accepted", event.target.checked);
    }
});

// Marks and their statements

function show(key) {
    for (const mark of source.querySelectorAll("mark")) {
        mark.classList.toggle("shown", mark.dataset.for === key);
    }
}
document.addEventListener("focusin", (event) => {
    const row = event.target.closest?.(".proposal .row");
    if (row) {
        current?.classList.remove("current");
        current = row;
        row.classList.add("current");
        show(row.dataset.key);
        const mark = source.querySelector(`mark[data-for="${row.dataset.key}"]`);
        if (mark) {
            // Not scrollIntoView, which would move the page as well.
            source.scrollTop += mark.getBoundingClientRect().top - source.getBoundingClientRect().top - source.clientHeight / 3;
        }
    }
});
document.addEventListener("mouseover", (event) => {
    const part = event.target.closest?.(".proposal .row, .source [data-for]");
    show(part ? (part.dataset.key ?? part.dataset.for) : current?.dataset.key);
});
source.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (mark && getSelection().isCollapsed) {
        document.querySelector(`#row-${mark.dataset.for}`)?.focus();
    }
});

// Dividing at the cursor

// Python counts code points; `length` in JavaScript counts some of them twice.
const length = (text) => [...text].length;

form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-cursor]");
    if (button) {
        const row = button.closest(".row");
        const field = row.querySelector("textarea");
        button.value = `split:${row.dataset.key}:${length(field.value.slice(0, field.selectionStart).trimStart())}`;
    }
});

// Selecting words in the source

const selectionTools = document.querySelector(".selection-tools");
const [take, replace] = selectionTools.children;
document.body.append(selectionTools);

function offset(piece, node, place) {
    const before = new Range();
    before.selectNodeContents(piece);
    before.setEnd(node, place);
    return Number(piece.dataset.at) + length(before.toString());
}

function selected() {
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount || !source.contains(selection.anchorNode)) {
        return null;
    }
    // The pieces of text that the selection overlaps. It may begin or end outside them, in a number or a button.
    const range = selection.getRangeAt(0);
    const touched = [...source.querySelectorAll("[data-at]")].filter((piece) => range.intersectsNode(piece) && piece.textContent);
    if (!touched.length) {
        return null;
    }
    const [first, last] = [touched[0], touched.at(-1)];
    const start = first.contains(range.startContainer) ? offset(first, range.startContainer, range.startOffset) : Number(first.dataset.at);
    const end = last.contains(range.endContainer)
        ? offset(last, range.endContainer, range.endOffset)
        : Number(last.dataset.at) + length(last.textContent);
    // Not the box of the whole range, which includes hidden words for screen readers in another place.
    const box = [...range.getClientRects()].at(-1);
    return start < end && box ? { start, end, box } : null;
}

function offerSelection() {
    const words = selected();
    selectionTools.hidden = !words;
    if (!words) {
        return;
    }
    const span = `${words.start}:${words.end}`;
    take.value = `take:${span}`;
    replace.hidden = !current;
    if (current) {
        replace.value = `words:${current.dataset.key}:${span}`;
        replace.textContent = replace.dataset.label.replace("{place}", current.dataset.place);
    }
    selectionTools.style.insetInlineStart = `${Math.max(8, Math.min(words.box.left, innerWidth - 320)) + scrollX}px`;
    selectionTools.style.insetBlockStart = `${words.box.bottom + scrollY + 6}px`;
}
document.addEventListener("selectionchange", () => {
    clearTimeout(offerSelection.timer);
    offerSelection.timer = setTimeout(offerSelection, 150);
});

// Names of the record while typing

const names = document.querySelector("#speakers");
const own = [...names.options].map((option) => option.value);
let asked = "";

document.addEventListener("input", (event) => {
    if (event.target.matches("[data-speaker]")) {
        clearTimeout(names.timer);
        names.timer = setTimeout(() => suggest(event.target.value.trim()), 200);
    }
});

async function suggest(term) {
    if (term.length < 2 || own.includes(term)) {
        return;
    }
    asked = term;
    const response = await fetch(`${form.dataset.choices}&term=${encodeURIComponent(term)}`).catch(() => null);
    if (!response?.ok || response.redirected || asked !== term) {
        return;
    }
    const { results } = await response.json();
    const options = [...own.map((name) => new Option("", name)), ...results.map(({ text, note }) => new Option(note ?? "", text))];
    names.replaceChildren(...options);
}

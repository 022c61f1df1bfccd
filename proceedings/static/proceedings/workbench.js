// Moves the rows of the workbench by buttons, keys, numbers and dragging. Nothing is saved until the form is sent.
// Without JavaScript, the server applies the same buttons and numbers.
const form = document.querySelector("#workbench");
const undo = document.querySelector("form.undo");

if (undo) {
    enableUndoKey();
}
if (form) {
    enableCheckAll();
    enableInsertLinks();
    if (form.dataset.order !== undefined) {
        enableMoving();
    }
}

// Ctrl+Z, or ⌘Z, presses Undo, but not in a field, where it is the browser's own, nor while an order is not saved.
function enableUndoKey() {
    undo.querySelector("[data-key]").hidden = false;
    undo.querySelector("button").setAttribute("aria-keyshortcuts", "Control+Z Meta+Z");
    document.addEventListener("keydown", (event) => {
        const isKey = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
        const isField = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
        const isUnsaved = form?.querySelector(".unsaved")?.hidden === false;
        if (isKey && !isField && !isUnsaved && !event.repeat) {
            event.preventDefault();
            undo.requestSubmit();
        }
    });
}

function enableCheckAll() {
    const all = form.querySelector("#all");
    if (!all) {
        return;
    }
    all.closest("label").hidden = false;
    all.addEventListener("change", () => {
        for (const box of form.querySelectorAll("[name=chosen]:not(:disabled)")) {
            box.checked = all.checked;
        }
    });
}

// “Insert before” fills in the form instead of opening another page, which would lose unsaved changes.
function enableInsertLinks() {
    const session = form.querySelector("#id_new-session");
    const place = form.querySelector("#id_new-place");
    if (!session) {
        return;
    }
    const speaker = () => form.querySelector("#add .select2-selection") ?? form.querySelector("#id_new-speaker");
    form.addEventListener("click", (event) => {
        const link = event.target.closest("[data-add]");
        if (link) {
            event.preventDefault();
            session.value = link.closest("[data-session]").dataset.session;
            place.value = link.closest(".row")?.querySelector("[type=number]").value ?? "";
            speaker().focus();
        }
    });
    if (location.hash === "#add") {
        // Runs after Django's own script, which creates the Select2 field.
        django.jQuery(() => speaker().focus());
    }
}

function enableMoving() {
    const status = form.querySelector("#status");
    const lists = [...form.querySelectorAll("[data-session] > ol")];
    const listed = Object.assign(document.createElement("input"), { type: "hidden", name: "listed", value: "1" });
    let dragged = null;

    const rows = (list) => [...list.children];
    const number = (row) => row.querySelector("[type=number]");
    const movable = (row) => row && row.dataset.fixed === undefined;
    // A long session may begin on an earlier page.
    const firsts = new Map(lists.map((list) => [list, list.children.length ? number(list.children[0]).valueAsNumber : 1]));

    const markUnsaved = () => {
        form.append(listed);
        form.querySelector(".unsaved").hidden = false;
        // Publishing leaves this page, so that the new order would be lost.
        for (const button of form.querySelectorAll("#move button")) {
            button.disabled = true;
        }
        form.querySelector("#move-first")?.removeAttribute("hidden");
    };
    if (form.dataset.unsaved !== undefined) {
        markUnsaved();
    }

    function renumber(list) {
        rows(list).forEach((row, index) => {
            number(row).value = firsts.get(list) + index;
        });
    }

    function finishMove(row, from) {
        const list = row.parentElement;
        const session = list.closest("[data-session]");
        const sent = row.querySelector("[name=row]");
        sent.value = `${sent.value.split(":")[0]}:${session.dataset.session}`;
        row.classList.add("moved");
        renumber(list);
        if (from !== list) {
            renumber(from);
        }
        markUnsaved();
        status.textContent = form.dataset.moved
            .replace("{title}", row.dataset.title)
            .replace("{place}", number(row).value)
            .replace("{number}", list.children.length)
            .replace("{session}", session.querySelector("h3 a").textContent);
    }

    function moveRow(row, list, before) {
        const from = row.parentElement;
        const focused = row.contains(document.activeElement) ? document.activeElement : null;
        list.insertBefore(row, before);
        focused?.focus();
        finishMove(row, from);
    }

    function step(row, by) {
        const list = row.parentElement;
        const neighbour = by < 0 ? row.previousElementSibling : row.nextElementSibling;
        const next = lists[lists.indexOf(list) + by];
        if (neighbour) {
            moveRow(row, list, by < 0 ? neighbour : neighbour.nextElementSibling);
        } else if (next) {
            moveRow(row, next, by < 0 ? null : next.firstElementChild);
        } else {
            status.textContent = form.dataset.edge.replace("{title}", row.dataset.title);
        }
        row.scrollIntoView({ block: "nearest" });
    }

    form.addEventListener("click", (event) => {
        const button = event.target.closest(".steps button");
        if (button) {
            event.preventDefault();
            step(button.closest(".row"), button.name === "up" ? -1 : 1);
        }
    });

    form.addEventListener("keydown", (event) => {
        const row = event.target.closest(".row");
        const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (by && event.altKey && movable(row)) {
            event.preventDefault();
            step(row, by);
        }
    });

    form.addEventListener("change", (event) => {
        if (!event.target.matches(".row [type=number]")) {
            return;
        }
        const row = event.target.closest(".row");
        const list = row.parentElement;
        const others = rows(list).filter((other) => other !== row);
        const index = event.target.valueAsNumber - firsts.get(list);
        moveRow(row, list, others[Math.max(0, index)] ?? null);
    });

    for (const row of form.querySelectorAll(".row")) {
        if (movable(row)) {
            const grip = Object.assign(document.createElement("span"), { className: "grip", draggable: true });
            grip.textContent = "⠿";
            grip.setAttribute("aria-hidden", "true");
            row.querySelector(".controls").prepend(grip);
        }
    }

    const clearMarkers = () => {
        for (const marked of form.querySelectorAll(".before, .last")) {
            marked.classList.remove("before", "last");
        }
    };
    // The list in which a dragged row would land, and the row before which it would stand.
    function dropTarget(event) {
        const list = event.target.closest("[data-session]")?.querySelector("ol");
        if (!list) {
            return null;
        }
        const before = rows(list).find((row) => {
            const box = row.getBoundingClientRect();
            return event.clientY < box.top + box.height / 2;
        });
        return { list, before: before ?? null };
    }

    form.addEventListener("dragstart", (event) => {
        dragged = event.target.closest?.(".row");
        if (dragged) {
            event.dataTransfer.effectAllowed = "move";
            event.dataTransfer.setData("text/plain", dragged.dataset.title);
            event.dataTransfer.setDragImage(dragged, 12, 12);
            dragged.classList.add("dragged");
        }
    });
    form.addEventListener("dragover", (event) => {
        const target = dragged && dropTarget(event);
        if (target) {
            event.preventDefault();
            clearMarkers();
            (target.before ?? target.list).classList.add(target.before ? "before" : "last");
        }
    });
    form.addEventListener("drop", (event) => {
        const target = dragged && dropTarget(event);
        if (target) {
            event.preventDefault();
            if (target.before !== dragged) {
                moveRow(dragged, target.list, target.before);
            }
        }
    });
    form.addEventListener("dragend", () => {
        clearMarkers();
        dragged?.classList.remove("dragged");
        dragged = null;
    });

    // The rows take the places of an unsaved copy (unsaved.js).
    form.addEventListener("restored", () => {
        const listOf = new Map(lists.map((list) => [list.closest("[data-session]").dataset.session, list]));
        const restored = [...form.querySelectorAll(".row")].sort((one, other) => number(one).value - number(other).value);
        for (const row of restored) {
            listOf.get(row.querySelector("[name=row]").value.split(":")[1])?.append(row);
        }
        markUnsaved();
    });
}

// Rows of the workbench are moved where they stand: by buttons, keys, numbers and by dragging. Nothing is saved until
// the form is; without this module the same buttons and numbers are sent and applied by the server.
const form = document.querySelector("#bench");

if (form) {
    everyRowAtOnce();
    placeOfTheNext();
    nameTheBoxes();
    if (form.dataset.order !== undefined) {
        order();
    }
}

function everyRowAtOnce() {
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

// The boxes that Django makes for typed references do not tell their labels to those who cannot see them.
function nameTheBoxes() {
    django.jQuery(() => {
        for (const box of form.querySelectorAll(".select2-container")) {
            const select = box.parentElement.querySelector("select");
            const label = form.querySelector(`label[for="${select.id}"]`);
            label.id = `label-of-${select.id}`;
            for (const part of box.querySelectorAll("[role=combobox], [role=textbox], [role=searchbox]")) {
                const shown = part.getAttribute("role") === "combobox" ? part.getAttribute("aria-labelledby") : null;
                part.setAttribute("aria-labelledby", [label.id, shown].filter(Boolean).join(" "));
            }
        }
    });
}

// A link “insert here” fills in the form at hand instead of leaving what is not saved.
function placeOfTheNext() {
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
        // After Django's own, which makes the box.
        django.jQuery(() => speaker().focus());
    }
}

function order() {
    const said = form.querySelector("#said");
    const lists = [...form.querySelectorAll("[data-session] > ol")];
    const listed = Object.assign(document.createElement("input"), { type: "hidden", name: "listed", value: "1" });
    let unsaved = false;
    let dragged = null;

    const rows = (list) => [...list.children];
    const number = (row) => row.querySelector("[type=number]");
    const movable = (row) => row && row.dataset.fixed === undefined;
    // A long session may begin on an earlier page.
    const firsts = new Map(lists.map((list) => [list, list.children.length ? number(list.children[0]).valueAsNumber : 1]));

    const changed = () => {
        unsaved = true;
        form.append(listed);
        form.querySelector(".unsaved").hidden = false;
    };
    if (form.dataset.unsaved !== undefined) {
        changed();
    }

    function renumber(list) {
        rows(list).forEach((row, index) => {
            number(row).value = firsts.get(list) + index;
        });
    }

    function moved(row, from) {
        const list = row.parentElement;
        const session = list.closest("[data-session]");
        const sent = row.querySelector("[name=row]");
        sent.value = `${sent.value.split(":")[0]}:${session.dataset.session}`;
        row.classList.add("moved");
        renumber(list);
        if (from !== list) {
            renumber(from);
        }
        changed();
        said.textContent = form.dataset.moved
            .replace("{title}", row.dataset.title)
            .replace("{place}", number(row).value)
            .replace("{number}", list.children.length)
            .replace("{session}", session.querySelector("h3 a").textContent);
    }

    function put(row, list, before) {
        const from = row.parentElement;
        const focused = row.contains(document.activeElement) ? document.activeElement : null;
        list.insertBefore(row, before);
        focused?.focus();
        moved(row, from);
    }

    function step(row, by) {
        const list = row.parentElement;
        const beside = by < 0 ? row.previousElementSibling : row.nextElementSibling;
        const next = lists[lists.indexOf(list) + by];
        if (beside) {
            put(row, list, by < 0 ? beside : beside.nextElementSibling);
        } else if (next) {
            put(row, next, by < 0 ? null : next.firstElementChild);
        } else {
            said.textContent = form.dataset.edge.replace("{title}", row.dataset.title);
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
        put(row, list, others[Math.max(0, index)] ?? null);
    });

    for (const row of form.querySelectorAll(".row")) {
        if (movable(row)) {
            const grip = Object.assign(document.createElement("span"), { className: "grip", draggable: true });
            grip.textContent = "⠿";
            grip.setAttribute("aria-hidden", "true");
            row.querySelector(".controls").prepend(grip);
        }
    }

    const unmark = () => {
        for (const marked of form.querySelectorAll(".before, .last")) {
            marked.classList.remove("before", "last");
        }
    };
    // Where a row would land: the list, and the row that it would stand before.
    function landing(event) {
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
        const place = dragged && landing(event);
        if (place) {
            event.preventDefault();
            unmark();
            (place.before ?? place.list).classList.add(place.before ? "before" : "last");
        }
    });
    form.addEventListener("drop", (event) => {
        const place = dragged && landing(event);
        if (place) {
            event.preventDefault();
            if (place.before !== dragged) {
                put(dragged, place.list, place.before);
            }
        }
    });
    form.addEventListener("dragend", () => {
        unmark();
        dragged?.classList.remove("dragged");
        dragged = null;
    });

    form.addEventListener("submit", () => {
        unsaved = false;
    });
    window.addEventListener("beforeunload", (event) => {
        if (unsaved) {
            event.preventDefault();
        }
    });
}

// Keeps what is typed into forms of the admin in this browser until it is saved, offers it again, and warns before the
// page is left. A copy belongs to a user, and to the address of a page. Passwords, tokens and files are never kept.
const template = document.querySelector("#unsaved");
const user = template.dataset.user;
const PREFIX = "unsaved:";
// The key of the id of the copy that this tab sent last.
const SENT = "unsaved.sent";
// Milliseconds: how long a copy is offered, and the pause in typing after which it is written.
const MAX_AGE = 7 * 24 * 3600 * 1000;
const PAUSE = 400;
// A field with a text that somebody can type.
const EDITABLE = ":is(input, textarea):read-write[name]";
// Of the copies of one page, the latest are offered.
const MAX_OFFERS = 5;

const storage = openStorage();
let isSignedOut = false;
removeSavedAndOld();
removeAtSignOut();
addEventListener("DOMContentLoaded", () => {
    // Django's own scripts fill in forms first.
    setTimeout(() => document.querySelectorAll("#content form").forEach(watch));
});

function openStorage() {
    try {
        return localStorage;
    } catch {
        // The browser keeps nothing for this site; the page still warns.
        return null;
    }
}

function copies() {
    const keys = Object.keys(storage ?? {}).filter((key) => key.startsWith(PREFIX));
    return keys.map((key) => ({ ...parse(storage.getItem(key)), key }));
}

function parse(text) {
    try {
        return JSON.parse(text);
    } catch {
        return {};
    }
}

// The server names the copies that it has saved in a cookie.
function removeSavedAndOld() {
    const saved = document.cookie.match(/(?:^|; )saved_copies=([^;]*)/)?.[1].split(".") ?? [];
    for (const { key, id, time } of copies()) {
        if (saved.includes(id) || !(Date.now() - time < MAX_AGE)) {
            storage.removeItem(key);
        }
    }
    if (saved.length) {
        document.cookie = "saved_copies=; path=/admin/; max-age=0; samesite=lax";
    }
}

// Signing out removes the texts. The page may still ask before it is left.
function removeAtSignOut() {
    document.querySelector("#logout-form")?.addEventListener("submit", () => {
        addEventListener("pagehide", () => {
            isSignedOut = true;
            for (const { key, user: owner } of copies()) {
                if (owner === user) {
                    storage.removeItem(key);
                }
            }
        });
    });
}

function watch(form) {
    const isPrivate = form.querySelector("[type=password], .selector");
    if (form.method !== "post" || form.id === "changelist-form" || isPrivate || !form.querySelector(EDITABLE)) {
        return;
    }
    const path = location.pathname;
    let id = Date.now().toString(36) + Math.random().toString(36).slice(2, 10);
    let isLeaving = false;
    let timer = 0;
    const shown = JSON.stringify(values(form));
    // A form that comes back with errors has not been saved.
    let isUnsaved = Boolean(form.querySelector(".errornote, .errorlist")) || form.dataset.unsaved !== undefined;
    const isChanged = () => isUnsaved || JSON.stringify(values(form)) !== shown;

    function keep() {
        clearTimeout(timer);
        const key = `${PREFIX}${user}:${path}:${id}`;
        if (!storage || isSignedOut || !isChanged()) {
            storage?.removeItem(key);
            return;
        }
        const hasFiles = [...form.elements].some((field) => field.type === "file" && field.value);
        const copy = { id, user, path, form: form.id, time: Date.now(), title: document.title, hasFiles };
        try {
            storage.setItem(key, JSON.stringify({ ...copy, values: values(form) }));
        } catch {
            if (!document.querySelector("[data-full]")) {
                form.before(template.content.querySelector("[data-full]").cloneNode(true));
            }
        }
    }
    const keepSoon = () => {
        clearTimeout(timer);
        timer = setTimeout(keep, PAUSE);
    };

    form.addEventListener("input", () => {
        isLeaving = false;
        keepSoon();
    });
    form.addEventListener("change", keepSoon);
    // Select2 only tells jQuery.
    window.django?.jQuery?.(form).on("change", keepSoon);
    document.addEventListener("formset:removed", keepSoon);
    document.addEventListener("visibilitychange", keep);
    addEventListener("beforeunload", (event) => {
        if (!isLeaving) {
            keep();
            if (isChanged()) {
                event.preventDefault();
            }
        }
    });
    addEventListener("pageshow", () => {
        isLeaving = false;
    });
    form.addEventListener("submit", (event) => {
        if (event.defaultPrevented) {
            return;
        }
        keep();
        form.querySelector("[name=unsaved_copy]")?.remove();
        form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "unsaved_copy", value: id }));
        sessionStorage.setItem(SENT, id);
        isLeaving = event.submitter?.formTarget !== "_blank";
    });

    function adopt(copy) {
        // From now on, this page updates the copy.
        ({ id } = copy);
        hold(id);
        isUnsaved = true;
    }
    hold(id);
    const comesBack = (copy) =>
        (isUnsaved && copy.id === sessionStorage.getItem(SENT)) || visible(copy.values) === visible(JSON.parse(shown));
    offer(form, path, { comesBack, adopt, keep });
}

// The page holds a lock with the name of its copy, so that other pages do not offer what is being typed here.
function hold(id) {
    navigator.locks?.request(PREFIX + id, () => new Promise((release) => addEventListener("pagehide", release)));
}

async function offer(form, path, { comesBack, adopt, keep }) {
    const held = ((await navigator.locks?.query())?.held ?? []).map((lock) => lock.name);
    const offers = copies()
        .filter((copy) => copy.user === user && copy.path === path && copy.form === form.id)
        .filter((copy) => !held.includes(PREFIX + copy.id))
        .sort((one, other) => other.time - one.time);
    for (const copy of offers.slice(0, MAX_OFFERS)) {
        if (comesBack(copy)) {
            // The page shows what was sent, and has not saved it.
            adopt(copy);
            continue;
        }
        const bar = template.content.querySelector(".unsaved-text").cloneNode(true);
        const button = bar.querySelector("[data-restore]");
        button.textContent = button.textContent.replace("{time}", timeOf(copy));
        if (!copy.hasFiles) {
            bar.querySelector("[data-with-files]").remove();
        }
        button.addEventListener("click", () => {
            // What was typed into this page until now has a copy of its own.
            keep();
            restore(form, copy.values);
            adopt(copy);
            keep();
            bar.remove();
            form.querySelector("textarea, input:not([type=hidden])")?.focus();
        });
        bar.querySelector("[data-discard]").addEventListener("click", () => {
            storage.removeItem(copy.key);
            bar.remove();
        });
        form.before(bar);
    }
}

// Versions and tokens differ in a form that comes back; they are hidden.
function visible(entries) {
    return JSON.stringify(entries.filter(([, isHidden]) => !isHidden).map(([name, , value]) => [name, value]));
}

function timeOf({ time }) {
    const date = new Date(time);
    const isToday = date.toDateString() === new Date().toDateString();
    const options = isToday ? {} : { day: "numeric", month: "long" };
    return date.toLocaleString(document.documentElement.lang, { ...options, hour: "2-digit", minute: "2-digit", hour12: false });
}

// [name, whether it is hidden, value, label of a choice] of each field, as the form would send them.
function values(form) {
    const entries = [];
    for (const field of form.elements) {
        if (!isKept(field) || (["checkbox", "radio"].includes(field.type) && !field.checked)) {
            continue;
        }
        const isHidden = field.type === "hidden";
        if (field.tagName === "SELECT") {
            for (const option of field.selectedOptions) {
                entries.push([field.name, isHidden, option.value, option.textContent]);
            }
        } else {
            entries.push([field.name, isHidden, field.value]);
        }
    }
    return entries;
}

function isKept(field) {
    return (
        field.name &&
        !field.name.startsWith("_") &&
        !field.name.includes("__prefix__") &&
        !["csrfmiddlewaretoken", "unsaved_copy"].includes(field.name) &&
        !["password", "file", "submit", "button", "reset", "image"].includes(field.type) &&
        field.matches("input, select, textarea")
    );
}

function restore(form, entries) {
    addRows(form, entries);
    for (const field of [...form.elements].filter(isKept)) {
        const kept = entries.filter(([name, , value]) => name === field.name && isSameRow(field, value));
        if (field.tagName === "SELECT") {
            restoreChoices(field, kept);
        } else if (["checkbox", "radio"].includes(field.type)) {
            field.checked = kept.some(([, , value]) => value === field.value);
        } else if (kept.length) {
            const [, , value] = kept[0];
            if (field.value !== value) {
                field.value = value;
                field.dispatchEvent(new Event("input", { bubbles: true }));
            }
        }
    }
    form.dispatchEvent(new CustomEvent("restored"));
}

// The rows of the workbench share a name; each value begins with the key of its statement.
function isSameRow(field, value) {
    return field.name !== "row" || field.value.split(":")[0] === value.split(":")[0];
}

function restoreChoices(select, kept) {
    for (const [, , value, label] of kept) {
        if (![...select.options].some((option) => option.value === value)) {
            select.append(new Option(label, value));
        }
    }
    for (const option of select.options) {
        option.selected = kept.some(([, , value]) => value === option.value);
    }
    window.django?.jQuery?.(select).trigger("change");
}

// Give inlines as many rows as they had in the copy.
function addRows(form, entries) {
    for (const [name, , value] of entries.filter(([name]) => name.endsWith("-TOTAL_FORMS"))) {
        const group = form.querySelector(`#${CSS.escape(name.replace(/-TOTAL_FORMS$/, ""))}-group`);
        const total = form.elements[name];
        while (total && Number(total.value) < Number(value)) {
            const before = total.value;
            group?.querySelector(".add-row a")?.click();
            if (total.value === before) {
                break;
            }
        }
    }
}

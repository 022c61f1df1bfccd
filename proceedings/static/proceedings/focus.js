// Starts in the first field of the page's form, or in the first field with an error.
const EDITABLE = "input:not([type=hidden], [type=submit], [type=button], [type=checkbox]), select, textarea";

// Django's own scripts create some of the fields first, and one of them moves the focus to a button.
addEventListener("DOMContentLoaded", () => setTimeout(start));
addEventListener("load", () => setTimeout(start));

function start() {
    const forms = [...document.querySelectorAll("#content form[method=post]:not(#changelist-form)")];
    const wrong = forms.flatMap(fieldsIn).find((field) => field.ariaInvalid === "true");
    // A link may lead to another field, and somebody may be typing already.
    if (isInField() || (location.hash && !wrong)) {
        return;
    }
    const field = wrong ?? forms.flatMap((form) => fieldsIn(form.querySelector("#add") ?? form))[0];
    focusable(field)?.focus({ preventScroll: !wrong });
}

function fieldsIn(part) {
    const fields = [...part.querySelectorAll(EDITABLE)];
    return fields.filter((field) => field.name && !field.disabled && !field.readOnly && focusable(field).offsetParent);
}

// Select2 shows its own box in place of the field.
function focusable(field) {
    return field?.nextElementSibling?.querySelector(":scope.select2-container .select2-selection") ?? field;
}

function isInField() {
    return document.activeElement?.matches(`${EDITABLE}, .select2-selection`);
}

// References that are chosen by typing (Select2, part of Django's admin): notes below the names, Enter that waits for the
// answer to what was typed, choices that depend on the form, and new speakers on the spot.
{
    const $ = django.jQuery;

    // Screen readers find the label of a Select2 field only if it is named here.
    const start = $.fn.djangoAdminSelect2;
    $.fn.djangoAdminSelect2 = function () {
        start.call(this);
        for (const select of this.get()) {
            nameField(select, select.labels?.[0]);
        }
        return this;
    };
    function nameField(select, label) {
        const name = select.getAttribute("aria-label");
        if (label) {
            label.id ||= `label-of-${select.id}`;
        } else if (!name) {
            return;
        }
        for (const part of select.parentElement.querySelectorAll(".select2-container [role]")) {
            const shown = part.getAttribute("role") === "combobox" ? part.getAttribute("aria-labelledby") : null;
            if (!["combobox", "textbox", "searchbox"].includes(part.getAttribute("role"))) {
                continue;
            }
            if (!label) {
                // In a table, with the heading of its column; the part that shows the choice is named by it as well.
                part.setAttribute("aria-label", name);
                part.id ||= `part-of-${select.id}`;
                part.setAttribute("aria-labelledby", [part.id, shown].filter(Boolean).join(" "));
            } else {
                part.setAttribute("aria-labelledby", [label.id, shown].filter(Boolean).join(" "));
            }
        }
    }

    // A choice with a note below its name.
    $.fn.select2.defaults.set("template-result", (choice) => {
        if (!choice.note) {
            return choice.text;
        }
        const [name, note] = [document.createElement("bdi"), document.createElement("bdi")];
        [name.textContent, note.textContent, note.className] = [choice.text, choice.note, "choice-note"];
        return $([name, document.createTextNode(" "), note]);
    });

    // While an answer is awaited, the open list still has the choices of an earlier letter. Enter then waits, too, and takes
    // the first of the new choices.
    let open = null;
    const waiting = new WeakSet();
    const chosen = new WeakSet();

    $(document).on("select2:open", (event) => {
        open = $(event.target).data("select2");
        listen(open);
        waiting.add(open);
        chosen.delete(open);
    });
    function listen(select2) {
        if (select2.isListenedTo) {
            return;
        }
        select2.isListenedTo = true;
        select2.on("query", () => waiting.add(select2));
        select2.on("results:message", () => {
            waiting.delete(select2);
            chosen.delete(select2);
        });
        select2.on("results:all", ({ data }) => {
            waiting.delete(select2);
            if (chosen.delete(select2) && data.results.length) {
                select2.trigger("select", { data: data.results[0] });
            }
        });
    }
    document.addEventListener(
        "keydown",
        (event) => {
            const isSearch = event.target.matches(".select2-search__field") && open?.isOpen();
            if (event.key === "Enter" && !event.isComposing && isSearch && waiting.has(open)) {
                event.preventDefault();
                event.stopImmediatePropagation();
                chosen.add(open);
            }
        },
        true,
    );

    // Offer the rows of the conference first, and as a capacity only the posts of the speaker.
    const CONTEXT = { speaker: ["session", "conference"], appointment: ["speaker"] };
    $(document).on("select2:opening", (event) => {
        const select = event.target;
        const address = new URL(select.dataset["ajax-Url"], location.href);
        const fields = select.form?.elements ?? {};
        for (const name of CONTEXT[address.pathname.split("/").at(-3)] ?? []) {
            // A field of the same row, if it has one.
            const value = (fields[select.name.replace(/[^-]+$/, name)] ?? fields[name])?.value;
            if (value) {
                address.searchParams.set(name, value);
            }
        }
        $(select).data("select2").dataAdapter.ajaxOptions.url = address.href;
    });

    // Add a speaker in a dialog.
    $(document).on("select2:selecting", (event) => {
        const choice = event.params.args.data;
        const select = event.target;
        if (choice?.id === "new" && select.dataset.quickAdd) {
            event.preventDefault();
            $(select).select2("close");
            openDialog(select, choice.name);
        }
    });

    async function openDialog(select, name) {
        const dialog = document.createElement("dialog");
        dialog.className = "quick-add";
        dialog.setAttribute("aria-labelledby", "quick-add");
        document.body.append(dialog);
        dialog.addEventListener("close", () => {
            dialog.remove();
            select.parentElement.querySelector(".select2-selection")?.focus();
        });
        dialog.addEventListener("click", (event) => {
            const { choose, label } = event.target.closest("button")?.dataset ?? {};
            if (choose) {
                finish(choose, label);
            } else if (event.target.matches("[data-close]")) {
                dialog.close();
            }
        });
        dialog.addEventListener("submit", (event) => {
            event.preventDefault();
            load(select.dataset.quickAdd, { method: "POST", body: new FormData(event.target) });
        });
        dialog.showModal();
        await load(`${select.dataset.quickAdd}?${new URLSearchParams({ name })}`);

        async function load(address, options) {
            const response = await fetch(address, options).catch(() => null);
            if (!response?.ok || response.redirected) {
                showFailure();
            } else if (response.headers.get("Content-Type").startsWith("application/json")) {
                const { id, text } = await response.json();
                finish(id, text);
            } else {
                dialog.innerHTML = await response.text();
                for (const field of dialog.querySelectorAll("select.admin-autocomplete")) {
                    // The dialog covers the rest of the page.
                    field.dataset.dropdownParent = "dialog.quick-add";
                    $(field).djangoAdminSelect2();
                }
                (dialog.querySelector(".errors input") ?? dialog.querySelector("input:not([type=hidden])")).focus();
            }
        }
        function showFailure() {
            const message = document.createElement("p");
            message.className = "errornote";
            message.setAttribute("role", "alert");
            message.textContent = select.dataset.quickAddFailed;
            dialog.prepend(message);
        }
        function finish(id, text) {
            const option = [...select.options].find((other) => other.value === id) ?? new Option(text, id);
            select.append(option);
            $(select).val(id).trigger("change");
            dialog.close();
        }
    }
}

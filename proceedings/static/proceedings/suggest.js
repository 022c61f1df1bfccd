/* Suggestions of names while typing, as ARIA's editable combobox with list autocomplete.

   In the search box, a suggestion is a page to go to. In a field with data-slug, it fills the field, which then sends
   the slug; the server understands a name that was typed to the end, too. */

// Milliseconds between the last key press and the request.
const DELAY = 150;

for (const input of document.querySelectorAll("input[data-suggestions]")) attach(input);

function attach(input) {
  const list = element("ul", {
    id: `${input.id}-suggestions`,
    class: "suggestions",
    role: "listbox",
    "aria-label": input.dataset.suggestionsLabel,
  });
  list.hidden = true;
  input.after(list);
  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": false });

  let chosen = -1;
  let timer;
  let request = new AbortController();
  const isField = "slug" in input.dataset;

  function close() {
    clearTimeout(timer);
    request.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(index) {
    chosen = index;
    for (const [at, item] of [...list.children].entries()) item.setAttribute("aria-selected", at === index);
    if (index < 0) {
      input.removeAttribute("aria-activedescendant");
    } else {
      input.setAttribute("aria-activedescendant", list.children[index].id);
      list.children[index].scrollIntoView({ block: "nearest" });
    }
  }

  async function suggest() {
    request.abort();
    request = new AbortController();
    const { signal } = request;
    const typed = input.value.trim();
    if (!typed) return close();
    try {
      const address = new URL(input.dataset.suggestions, location);
      address.searchParams.set("q", typed);
      const response = await fetch(address, { signal });
      if (response.ok) show(await response.json());
    } catch (error) {
      // The network is down; an aborted request has been replaced by a newer one.
      if (!signal.aborted) close();
    }
  }

  function show([, names, kinds, addresses]) {
    list.replaceChildren(...names.map((name, index) => option(name, kinds[index], addresses[index], index)));
    list.hidden = names.length === 0;
    input.setAttribute("aria-expanded", names.length > 0);
    choose(-1);
  }

  function option(name, kind, address, index) {
    const item = element("li", { id: `${list.id}-${index}`, role: "option", "aria-selected": false });
    Object.assign(item.dataset, { address, name });
    item.append(element("span", { dir: "auto" }, name), " ", element("span", { class: "aside" }, kind));
    return item;
  }

  function take({ dataset: { name, address } }) {
    if (!isField) return location.assign(address);
    input.value = name;
    // A country has no page. Its code is a parameter in the address of a list.
    input.dataset.slug = new URL(address, location).searchParams.get("country") ?? address.split("/").at(-2);
    close();
  }

  input.addEventListener("input", () => {
    input.dataset.slug = "";
    clearTimeout(timer);
    timer = setTimeout(suggest, DELAY);
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const last = list.children.length - 1;
    const open = !list.hidden;
    if (event.key === "ArrowDown" && open) choose(chosen < last ? chosen + 1 : -1);
    else if (event.key === "ArrowUp" && open) choose(chosen < 0 ? last : chosen - 1);
    else if (event.key === "ArrowDown") suggest();
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
    else if (event.key === "Escape" && open) close();
    else return;
    event.preventDefault();
  });

  // Pressing an option must not take the focus from the box, which would close the list.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) take(item);
  });
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  if (isField) {
    input.form.addEventListener("formdata", ({ formData }) => {
      const fields = [...input.form.elements].filter((field) => field.name === input.name);
      formData.delete(input.name);
      for (const field of fields) formData.append(input.name, field.dataset.slug || field.value);
    });
  }
}

function element(name, attributes, text = "") {
  const node = document.createElement(name);
  node.textContent = text;
  set(node, attributes);
  return node;
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

/* Speakers and themes offered while somebody types: ARIA's editable combobox with a list. Without it, the box searches. */

const WAIT = 150;

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
  let asking = new AbortController();

  function close() {
    clearTimeout(timer);
    asking.abort();
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

  async function ask() {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const typed = input.value.trim();
    if (!typed) return close();
    try {
      const response = await fetch(`${input.dataset.suggestions}?q=${encodeURIComponent(typed)}`, { signal });
      if (response.ok) show(await response.json());
    } catch (error) {
      // The network is gone, or the question is an old one: the box still searches.
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
    item.dataset.address = address;
    item.append(element("span", { dir: "auto" }, name), " ", element("span", { class: "aside" }, kind));
    return item;
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const last = list.children.length - 1;
    const open = !list.hidden;
    if (event.key === "ArrowDown" && open) choose(chosen < last ? chosen + 1 : -1);
    else if (event.key === "ArrowUp" && open) choose(chosen < 0 ? last : chosen - 1);
    else if (event.key === "ArrowDown") ask();
    else if (event.key === "Enter" && chosen >= 0) location.assign(list.children[chosen].dataset.address);
    else if (event.key === "Escape" && open) close();
    else return;
    event.preventDefault();
  });

  // A press, before the box loses its focus.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) location.assign(item.dataset.address);
  });
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
}

function element(name, attributes, text = "") {
  const made = document.createElement(name);
  made.textContent = text;
  set(made, attributes);
  return made;
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

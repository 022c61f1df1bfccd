/* Suggestions of speakers and themes while typing, as ARIA's editable combobox with list autocomplete. */

// Milliseconds after the last key press.
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
      const response = await fetch(`${input.dataset.suggestions}?q=${encodeURIComponent(typed)}`, { signal });
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
    item.dataset.address = address;
    item.append(element("span", { dir: "auto" }, name), " ", element("span", { class: "aside" }, kind));
    return item;
  }

  input.addEventListener("input", () => {
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
    else if (event.key === "Enter" && chosen >= 0) location.assign(list.children[chosen].dataset.address);
    else if (event.key === "Escape" && open) close();
    else return;
    event.preventDefault();
  });

  // Pressing an option must not take the focus from the box, which would close the list.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) location.assign(item.dataset.address);
  });
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
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

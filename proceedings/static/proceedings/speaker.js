// On the form of a new speaker: propose the parts of the name, and show speakers of the same name.
const name = document.querySelector("#id_name");
const address = name?.dataset.names;

if (address) {
  const sources = ["name", "sort_name", "country"].map((id) => document.querySelector(`#id_${id}`)).filter(Boolean);
  const hint = document.createElement("div");
  hint.className = "help same-names";
  hint.setAttribute("role", "status");
  name.after(hint);
  // What was proposed last, by field: a field with another value was written by the editor.
  let proposed = {};
  let request = new AbortController();

  async function ask() {
    request.abort();
    request = new AbortController();
    const query = new URLSearchParams(sources.map((field) => [field.name, field.value]));
    try {
      const response = await fetch(`${address}?${query}`, { signal: request.signal });
      if (response.ok) show(await response.json());
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  function show({ parts, same }) {
    const fields = Object.keys(parts).map((key) => [document.querySelector(`#id_${key}`), parts[key], proposed[key]]);
    const isAsProposed = ([field, , before]) => valueOf(field) === (before ?? (field.type === "checkbox" ? false : ""));
    if (fields.every(([field]) => field) && fields.every(isAsProposed)) {
      for (const [field, value] of fields) field[field.type === "checkbox" ? "checked" : "value"] = value;
      proposed = parts;
    }
    hint.replaceChildren(...same.flatMap(({ url, name, about }, at) => {
      const link = Object.assign(document.createElement("a"), { href: url, textContent: name, target: "_blank" });
      return [at ? ", " : `${hintText()} `, link, ` (${about})`];
    }));
  }

  function valueOf(field) {
    return field.type === "checkbox" ? field.checked : field.value;
  }

  function hintText() {
    return name.dataset.sameNames;
  }

  for (const field of sources) field.addEventListener("change", ask);
  if (name.value) ask();
}

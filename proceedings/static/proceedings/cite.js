/* Buttons that copy citations. Without them, a citation is selected on the page that has it. */

for (const list of document.querySelectorAll("[data-copy-label]")) {
  const said = document.createElement("span");
  said.className = "unseen";
  said.setAttribute("role", "status");
  list.after(said);
  for (const item of list.querySelectorAll("p[id], a[href*='#']")) addButton(list, item, said);
}

function addButton(list, item, said) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  const label = document.createTextNode(list.dataset.copyLabel);
  const name = document.createElement("span");
  name.className = "unseen";
  name.textContent = ` ${nameOf(item)}`;
  button.append(label, name);
  item.after(" ", button);
  button.addEventListener("click", async () => {
    try {
      await copy(item);
      label.data = said.textContent = list.dataset.copiedLabel;
      setTimeout(() => (label.data = list.dataset.copyLabel), 2000);
    } catch {
      // The browser does not let us, or the network is gone: the reader copies it by hand.
      if (item.href) location.assign(item.href);
      else getSelection().selectAllChildren(item);
    }
  });
}

function nameOf(item) {
  return item.tagName === "A" ? item.textContent : item.closest("dd").previousElementSibling.textContent;
}

/* The text may still be on its way: Safari asks that the copying begins while the button is pressed. */
function copy(item) {
  const text = textOf(item).then((found) => new Blob([found], { type: "text/plain" }));
  return navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
}

async function textOf(item) {
  if (item.tagName !== "A") return item.textContent;
  const url = new URL(item.href);
  const page = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
  return page.getElementById(url.hash.slice(1)).textContent;
}

/* Where one paragraph is meant, its own citations are. */
function follow() {
  const paragraph = location.hash.match(/^#p(\d+)$/)?.[1];
  for (const link of document.querySelectorAll("[data-paragraphs] a")) {
    link.search = paragraph ? `?paragraph=${paragraph}` : "";
  }
}

addEventListener("hashchange", follow);
follow();

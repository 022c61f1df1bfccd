/* Copy buttons for citations. Without JavaScript, readers select a citation on the page with all citations. */

for (const list of document.querySelectorAll("[data-copy-label]")) {
  const status = document.createElement("span");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  list.after(status);
  for (const item of list.querySelectorAll("p[id], a[href*='#']")) addButton(list, item, status);
}

function addButton(list, item, status) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  const label = document.createTextNode(list.dataset.copyLabel);
  const name = document.createElement("span");
  name.className = "visually-hidden";
  name.textContent = ` ${nameOf(item)}`;
  button.append(label, name);
  item.after(" ", button);
  button.addEventListener("click", async () => {
    try {
      await copy(item);
      label.data = status.textContent = list.dataset.copiedLabel;
      setTimeout(() => (label.data = list.dataset.copyLabel), 2000);
    } catch {
      // The browser refuses, or the network is down: show or select the citation to copy by hand.
      if (item.href) location.assign(item.href);
      else getSelection().selectAllChildren(item);
    }
  });
}

function nameOf(item) {
  return item.tagName === "A" ? item.textContent : item.closest("dd").previousElementSibling.textContent;
}

/* Writes a promise of the text: Safari requires that copying starts in the click event, before the text is fetched. */
function copy(item) {
  const text = textOf(item).then((text) => new Blob([text], { type: "text/plain" }));
  return navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
}

async function textOf(item) {
  if (item.tagName !== "A") return item.textContent;
  const url = new URL(item.href);
  const page = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
  return page.getElementById(url.hash.slice(1)).textContent;
}

/* Makes the links lead to citations of the paragraph in the address. */
function updateLinks() {
  const paragraph = location.hash.match(/^#p(\d+)$/)?.[1];
  for (const link of document.querySelectorAll("[data-paragraphs] a")) {
    link.search = paragraph ? `?paragraph=${paragraph}` : "";
  }
}

addEventListener("hashchange", updateLinks);
updateLinks();

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
  button.textContent = list.dataset.copyLabel;
  button.setAttribute("aria-label", `${list.dataset.copyLabel}: ${nameOf(item)}`);
  item.after(" ", button);
  button.addEventListener("click", async () => {
    await copy(item);
    button.textContent = said.textContent = list.dataset.copiedLabel;
    setTimeout(() => (button.textContent = list.dataset.copyLabel), 2000);
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

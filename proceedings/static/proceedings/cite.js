/* Citations to read and copy. Without JavaScript, the styles are links to the page with all citations. */

for (const list of document.querySelectorAll("dl[data-copy-label]")) {
  for (const item of list.querySelectorAll("p[id]")) {
    const name = item.closest("dd").previousElementSibling.textContent;
    item.after(" ", copyButton(list.dataset, list.dataset.copyLabel, name, async () => item.textContent, item));
  }
}
for (const list of document.querySelectorAll("ul[data-copy-label]")) attach(list);

/* A menu of styles, the citation in one of them, and what can be copied, in place of the links. */
function attach(list) {
  const links = [...list.querySelectorAll("a")];
  const labels = list.dataset;
  const select = element("select", { "aria-label": labels.styleLabel });
  select.append(...links.map((link, index) => new Option(link.textContent, index)));
  const citation = element("p", { class: "citation", dir: "auto" });
  const status = element("p", { role: "status" });
  const pages = new Map();

  async function chosen() {
    const url = new URL(links[select.value]);
    if (paragraph() && "paragraphs" in labels) url.search = `?paragraph=${paragraph().number}`;
    if (!pages.has(url.search)) pages.set(url.search, fetch(url).then((page) => page.text()));
    const page = new DOMParser().parseFromString(await pages.get(url.search), "text/html");
    return page.getElementById(url.hash.slice(1));
  }

  async function show() {
    try {
      citation.replaceChildren(...document.importNode(await chosen(), true).childNodes);
    } catch {
      // The network is down: leave the links.
      pages.clear();
      citation.replaceChildren();
      list.hidden = false;
    }
  }

  const text = async () => (await chosen()).textContent;
  const copy = copyButton(labels, labels.copyLabel, labels.citationLabel, text, citation);
  const link = copyButton(labels, labels.linkLabel, "", async () => location.href, citation);
  const quotation = copyButton(labels, labels.quotationLabel, "", async () => `${paragraph().text}\n\n${await text()}`, citation);

  const code = copyButton(labels, labels.embedLabel, "", async () => {
    const pattern = document.querySelector(".embed-code code").textContent;
    return pattern.replace("/embed/", `/embed/?paragraph=${paragraph().number}`);
  }, citation);
  const offer = element("div", { class: "citing" }, status, link, quotation, code);

  function update() {
    const { number, part } = ("paragraphs" in labels && paragraph()) || {};
    offer.remove();
    if (number) {
      status.textContent = labels.paragraphLabel.replace("0", number);
      part.append(offer);
    }
    show();
  }

  list.hidden = true;
  list.after(select, citation, element("p", { class: "buttons" }, copy));
  select.addEventListener("change", show);
  addEventListener("hashchange", update);
  if (paragraph()) update();
  // The citation is fetched when it comes into view.
  new IntersectionObserver((entries, observer) => {
    if (entries.some((entry) => entry.isIntersecting)) {
      observer.disconnect();
      update();
    }
  }).observe(select);
}

/* The paragraph in the address. */
function paragraph() {
  const number = location.hash.match(/^#p(\d+)$/)?.[1];
  const part = number && document.getElementById(`p${number}`);
  return part ? { number, part, text: part.children[1].innerText } : null;
}

/* A button that copies what `text()` promises; if the browser refuses, `shown` is selected to copy by hand. */
function copyButton(labels, label, name, text, shown) {
  const button = element("button", { type: "button", class: "copy" });
  const words = document.createTextNode(label);
  const status = element("span", { class: "visually-hidden", role: "status" });
  button.append(words, element("span", { class: "visually-hidden" }, name && ` ${name}`));
  button.addEventListener("click", async () => {
    try {
      // Safari requires that copying starts in the click event, before the text is fetched.
      const blob = text().then((copied) => new Blob([copied], { type: "text/plain" }));
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
      words.data = status.textContent = labels.copiedLabel;
      setTimeout(() => {
        words.data = label;
        status.textContent = "";
      }, 2000);
    } catch {
      getSelection().selectAllChildren(shown);
    }
  });
  return element("span", {}, button, status);
}

function element(name, attributes, ...children) {
  const created = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) created.setAttribute(key, value);
  created.append(...children);
  return created;
}

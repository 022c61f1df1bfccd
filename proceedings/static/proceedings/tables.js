// An empty cell is no heading: Django's tables of related rows have some above their icons and check boxes.
for (const heading of document.querySelectorAll("thead th:empty")) {
    const cell = document.createElement("td");
    cell.className = heading.className;
    heading.replaceWith(cell);
}

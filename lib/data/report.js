/* Sorting, filtering, and the language that was chosen last. The page is whole without it. */
"use strict";

(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  /* The language goes along from page to page; where nothing may be stored, the page's own stays. */
  const languages = all("input[name=language]");
  const tell = () => {
    const chosen = languages.find(x => x.checked);
    if (chosen) document.documentElement.lang = chosen.nextElementSibling.lang;
  };
  try {
    const kept = localStorage.getItem("shidian-language");
    for (const x of languages) if (x.id === kept) x.checked = true;
  } catch { }
  for (const x of languages)
    x.addEventListener("change", () => {
      tell();
      try { localStorage.setItem("shidian-language", x.id); } catch { }
    });
  tell();

  /* ---- sorting: a button in each heading of a table ---- */
  const figure = cell => {
    const text = (cell.querySelector(".n") ?? cell).textContent.trim();
    const number = parseFloat(text.replaceAll(",", ""));
    return /^[-+]?[0-9]/.test(text) ? number : text === "" || text.startsWith("–") ? null : text;
  };
  const compare = (x, y) =>
    x === null || y === null ? (x === null) - (y === null)
      : typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), "zh-Hans");
  const sort = (table, heading, index) => {
    const down = heading.getAttribute("aria-sort") === "ascending" ||
      (!heading.hasAttribute("aria-sort") && !heading.classList.contains("words") && !heading.classList.contains("minor"));
    for (const x of all("th[aria-sort]", table)) x.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = [...table.tBodies[0].rows].map(row => [figure(row.cells[index]), row]);
    rows.sort(([x], [y]) => x === null || y === null ? compare(x, y) : down ? compare(y, x) : compare(x, y));
    table.tBodies[0].append(...rows.map(([, row]) => row));
  };
  let headings = 0;
  const sortable = table => {
    const below = all("thead tr:nth-child(2) th", table);
    let index = 0;
    for (const heading of all("thead tr:first-child th", table)) {
      const columns = heading.colSpan > 1 || heading.scope === "colgroup" ? below.splice(0, heading.colSpan) : [heading];
      for (const column of columns) {
        const button = document.createElement("button"), at = index++;
        button.type = "button";
        column.id ||= `heading-${++headings}`;
        button.setAttribute("aria-labelledby", column.id);
        column.append(" ", button);
        column.classList.add("sortable");
        column.addEventListener("click", () => sort(table, column, at));
      }
    }
  };

  /* ---- filtering: a field above long tables, and above the documents of a cell ---- */
  const filter = (before, items) => {
    const tools = document.getElementById("tools").content.cloneNode(true);
    const field = tools.querySelector("input"), status = tools.querySelector("[role=status]");
    field.addEventListener("input", () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const x of items) {
        const text = x.textContent.toLowerCase();
        x.hidden = !words.every(word => text.includes(word));
        shown += !x.hidden;
      }
      status.textContent = words.length > 0 ? `${shown} / ${items.length}` : "";
    });
    before.before(tools);
  };

  for (const table of all("table")) {
    const rows = [...table.tBodies[0].rows];
    if (rows.length > 2) sortable(table);
    if (rows.length > 10 && table.querySelector("td.number, td.share")) filter(table.parentElement, rows);
  }
  const documents = all(".document");
  if (documents.length > 3) filter(documents[0].closest("section"), documents);
})();

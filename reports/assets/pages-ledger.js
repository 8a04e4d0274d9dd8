// The ledger: its statements chosen by verdict, topic and publication. Loaded after pages.js, only on
// the ledger's page; without it the page shows every statement.
//
// The page gives: div.ledger-filters[data-ledger] and, in each div.ledger[data-topic], a table whose
// rows hold .verdict, .claim-source[data-source] and an anchor (claim-<id>).
(() => {
  "use strict";

  const VERDICTS = ["reproduced", "differs", "not-checkable"];

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  const readVerdict = (row) => {
    const mark = row.querySelector(".verdict");
    const found = VERDICTS.find((name) => mark && mark.classList.contains(name));
    return (found || "").replace("-", "_");
  };

  const readRows = (block) => [...block.querySelectorAll("tbody tr")].map((row) => ({
    row,
    verdict: readVerdict(row),
    topic: block.dataset.topic,
    source: (row.querySelector(".claim-source") || { dataset: {} }).dataset.source || "",
  }));

  // On a narrow screen a row is a card: each cell then says what it is.
  const labelCells = (table) => {
    const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
    for (const row of table.tBodies[0].rows) {
      [...row.cells].forEach((cell, x) => { if (x) cell.dataset.label = heads[x]; });
    }
  };

  const makeSelect = ({ key, label, options }, all, change) => {
    const select = make("select", { id: `ledger-${key}` }, make("option", { value: "" }, all));
    for (const { value, label: text } of options) select.append(make("option", { value }, text));
    select.addEventListener("change", change);
    return { key, select, field: make("div", { class: "ledger-field" }, make("label", { for: select.id }, label), select) };
  };

  const start = (box) => {
    const given = JSON.parse(box.dataset.ledger);
    const blocks = [...document.querySelectorAll("div.ledger[data-topic]")];
    const rows = blocks.flatMap(readRows);
    document.querySelectorAll("div.ledger table").forEach(labelCells);
    const status = make("p", { role: "status", class: "filters-shown" });

    const apply = () => {
      const wanted = fields.map(({ key, select }) => [key, select.value]).filter(([, value]) => value);
      for (const each of rows) each.row.hidden = wanted.some(([key, value]) => each[key] !== value);
      for (const block of blocks) {
        const section = block.closest("section") || block;
        section.hidden = !block.querySelector("tbody tr:not([hidden])");
      }
      const shown = rows.filter(({ row }) => !row.hidden).length;
      status.textContent = given.shown.replace("{shown}", shown).replace("{total}", rows.length);
    };

    const fields = given.filters.map((filter) => makeSelect(filter, given.all, apply));
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", given.title);
    box.replaceChildren(...fields.map(({ field }) => field), status);
    document.documentElement.classList.add("has-ledger");
    apply();

    // A link to a statement shows it, whatever is chosen.
    const reveal = () => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      const row = target && target.closest("div.ledger tr");
      if (!row) return;
      if (row.hidden) {
        for (const { select } of fields) select.value = "";
        apply();
      }
      row.scrollIntoView({ block: "center" });
    };
    window.addEventListener("hashchange", reveal);
    reveal();
  };

  document.querySelectorAll(".ledger-filters[data-ledger]").forEach(start);
})();

// The ledger: its statements are chosen by verdict, topic and publication with the filters of pages.js,
// which keep the choice in the address. Loaded only on the ledger's page; without it the page shows
// every statement.
//
// The page gives: in each div.ledger[data-topic] a table whose rows hold .verdict,
// .claim-source[data-source] and an anchor (claim-<id>).
(() => {
  "use strict";

  const kit = (window.tipDigest = window.tipDigest || {});
  const VERDICTS = ["reproduced", "differs", "not-checkable"];

  const readVerdict = (row) => {
    const mark = row.querySelector(".verdict");
    const found = VERDICTS.find((name) => mark && mark.classList.contains(name));
    return (found || "").replace("-", "_");
  };

  const readStatement = (row, topic) => {
    const source = (row.querySelector(".claim-source") || { dataset: {} }).dataset.source || "";
    const { id } = row.querySelector("[id^=claim-]");
    return { row, id, keys: { verdict: readVerdict(row), topic, source } };
  };

  // A topic of which nothing is left is hidden with its heading.
  const readTopic = (block) => {
    const statements = [...block.querySelectorAll("tbody tr")].map((row) => readStatement(row, block.dataset.topic));
    const section = block.closest("section") || block;
    return {
      numbers: statements.map(({ id, keys }) => [id, keys]),
      filter: (keep) => {
        for (const { row, keys } of statements) row.hidden = !keep(keys);
        section.hidden = statements.every(({ row }) => row.hidden);
      },
    };
  };

  // A link to a statement shows it, whatever is chosen.
  const reveal = () => {
    const target = document.getElementById(kit.readPlace());
    const row = target && target.closest("div.ledger tr");
    if (!row) return;
    if (row.hidden) kit.resetFilters();
    row.scrollIntoView({ block: "center" });
  };

  kit.startLedger = () => {
    window.addEventListener("hashchange", reveal);
    setTimeout(reveal);
    return [...document.querySelectorAll("div.ledger[data-topic]")].map(readTopic);
  };
})();

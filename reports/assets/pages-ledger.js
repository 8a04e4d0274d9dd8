// The ledger: its statements are chosen by verdict, topic and publication with the filters of pages.js,
// which keep the choice in the address, and its parts are folded until they are wanted
// (pages-folds.js). Loaded only on the ledger's page; without it the page shows every statement.
//
// The page gives: details.fold, open; in each div.ledger[data-topic] a table whose rows hold
// .verdict, .claim-source[data-source] and an anchor (claim-<id>).
(() => {
  "use strict";

  const kit = (window.tipDigest = window.tipDigest || {});
  const VERDICTS = ["reproduced", "differs", "not-checkable"];
  const WIDE = window.matchMedia("(min-width: 48.01rem)");
  const NOTHING = { verdict: "", topic: "", source: "" }; // what no choice lets through

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

  // A topic of which nothing is left is hidden with its heading; what is chosen is shown unfolded.
  const readTopic = (block) => {
    const statements = [...block.querySelectorAll("tbody tr")].map((row) => readStatement(row, block.dataset.topic));
    const section = block.closest("section") || block;
    const fold = block.querySelector("details.fold");
    return {
      numbers: statements.map(({ id, keys }) => [id, keys]),
      filter: (keep) => {
        for (const { row, keys } of statements) row.hidden = !keep(keys);
        section.hidden = statements.every(({ row }) => row.hidden);
        if (fold) fold.open = !section.hidden && !keep(NOTHING);
      },
    };
  };

  // A link to a statement shows it, whatever is chosen.
  kit.unhide = (target) => {
    const row = target.closest("div.ledger tr");
    if (row && row.hidden) kit.resetFilters();
  };

  // The topics with their counts are one screen: their statements are unfolded when they are wanted.
  // What matters most stays open where there is room for it.
  kit.startLedger = () => {
    for (const fold of document.querySelectorAll("details.fold")) {
      fold.open = WIDE.matches && fold.closest("#sec-first") !== null;
    }
    return [...document.querySelectorAll("div.ledger[data-topic]")].map(readTopic);
  };
})();

// The ledger: its statements are chosen by verdict, topic and publication with the filters of pages.js,
// which keep the choice in the address, and on a narrow screen its parts are folded until they are
// wanted. Loaded only on the ledger's page; without it the page shows every statement.
//
// The page gives: details.fold, open; in each div.ledger[data-topic] a table whose rows hold
// .verdict, .claim-source[data-source] and an anchor (claim-<id>).
(() => {
  "use strict";

  const kit = (window.tipDigest = window.tipDigest || {});
  const VERDICTS = ["reproduced", "differs", "not-checkable"];
  const NARROW = window.matchMedia("(max-width: 48rem)");
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
        if (fold) fold.open = !NARROW.matches || !keep(NOTHING);
      },
    };
  };

  // A link to a statement or a table shows it, whatever is chosen and folded.
  const reveal = () => {
    const target = document.getElementById(kit.readPlace());
    if (!target) return;
    const row = target.closest("div.ledger tr");
    if (row && row.hidden) kit.resetFilters();
    const fold = target.closest("details.fold");
    if (fold) fold.open = true;
    if (fold || row) (row || target).scrollIntoView({ block: row ? "center" : "start" });
  };

  // One button opens all parts, or closes them when all are open.
  const offerFolding = (folds) => {
    const lead = document.querySelector(".lead");
    if (!lead || !folds.length) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "folds-switch";
    const areOpen = () => folds.every((fold) => fold.open);
    const tell = () => { button.textContent = kit.words[areOpen() ? "folds-close" : "folds-open"]; };
    button.addEventListener("click", () => {
      const open = !areOpen();
      for (const fold of folds) fold.open = open;
    });
    for (const fold of folds) fold.addEventListener("toggle", tell);
    tell();
    lead.after(button);
  };

  // On paper nothing can be opened: everything is.
  const openForPrint = (folds) => {
    let closed = [];
    window.addEventListener("beforeprint", () => {
      closed = folds.filter((fold) => !fold.open);
      for (const fold of closed) fold.open = true;
    });
    window.addEventListener("afterprint", () => { for (const fold of closed) fold.open = false; });
  };

  kit.startLedger = () => {
    const folds = [...document.querySelectorAll("details.fold")];
    for (const fold of folds) fold.open = !NARROW.matches;
    offerFolding(folds);
    openForPrint(folds);
    window.addEventListener("hashchange", reveal);
    setTimeout(reveal);
    return [...document.querySelectorAll("div.ledger[data-topic]")].map(readTopic);
  };
})();

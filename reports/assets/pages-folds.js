// What is folded on a page: parts that the page itself folds (details.fold, open, so that without a
// script everything is read), and on a phone every table of more than some rows. A link to a part opens it,
// one button opens or closes all, and on paper everything is open.
(() => {
  "use strict";

  const kit = (window.tipDigest = window.tipDigest || {});
  const PHONE = window.matchMedia("(max-width: 40rem)");
  const TALL = 30; // a table up to this height, in rem, is looked over faster than it is unfolded

  const make = (tag, style, text = "") => {
    const element = document.createElement(tag);
    element.className = style;
    element.textContent = text;
    return element;
  };

  // A table with its note and its downloads, under a line that says what it holds and of how many rows.
  const foldTable = ({ table, headRows }) => {
    const frame = kit.frameOf(table);
    const caption = kit.captionOf(table);
    const label = caption && caption.querySelector(".caption-label");
    const named = caption ? caption.textContent.replace(/\s+/g, " ").trim() : kit.words["fold-table"];
    const lead = label ? label.textContent.trim() : "";
    const rows = kit.words["fold-rows"].replace("{count}", table.rows.length - headRows);
    const summary = make("summary", "");
    const told = make("span", "fold-told");
    if (lead) told.append(make("span", "caption-label", lead), " ");
    told.append(named.slice(lead.length).trim(), " ", make("span", "fold-rows", rows));
    summary.append(told, make("span", "fold-close", kit.words["fold-close"]));
    const fold = make("details", "table-fold");
    fold.open = true;
    frame.before(fold);
    fold.append(summary, frame);
    for (let next = fold.nextElementSibling; next && next.matches(".table-empty, .note, .table-tools"); next = fold.nextElementSibling) {
      fold.append(next);
      if (next.matches(".table-tools")) break;
    }
    return fold;
  };

  const foldTables = (tables) => {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const isTall = ({ table }) => kit.frameOf(table).offsetHeight > TALL * rem;
    // A table of a folded part is folded with it; one in a card has a card to itself.
    const isFree = ({ table }) => !table.closest("details, .card");
    // Which are tall is asked of the page as it is laid out, before any of them is folded.
    const folds = tables.filter((entry) => isFree(entry) && isTall(entry)).map(foldTable);
    const apply = () => { for (const fold of folds) fold.open = !PHONE.matches; };
    PHONE.addEventListener("change", apply);
    apply();
    return folds;
  };

  // The fold that holds a place, or the only one of a section.
  const findFold = (target) => {
    const own = target.closest("details.fold, details.table-fold");
    if (own) return own;
    const inside = target.querySelectorAll(target.matches("section") ? "details.fold" : "details.table-fold");
    return inside.length === 1 ? inside[0] : null;
  };

  // Folding moves what stands below: a place that was asked for is gone to again.
  const reveal = ({ always = false } = {}) => {
    const target = document.getElementById(kit.readPlace());
    if (!target) return;
    if (kit.unhide) kit.unhide(target);
    const fold = findFold(target);
    const row = target.closest("tr");
    if (fold) fold.open = true;
    if (fold || always) (row || target).scrollIntoView({ block: row ? "center" : "start" });
  };

  const offerFolding = (folds, kind) => {
    const lead = document.querySelector(".lead");
    if (!lead) return;
    const button = make("button", `folds-switch ${kind}-switch`);
    button.type = "button";
    const areOpen = () => folds.every((fold) => fold.open);
    const tell = () => { button.textContent = kit.words[`${kind}-${areOpen() ? "close" : "open"}`]; };
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

  kit.startFolds = (tables) => {
    const parts = [...document.querySelectorAll("details.fold")];
    const folds = [...parts, ...(PHONE.matches ? foldTables(tables) : [])];
    if (!folds.length) return;
    offerFolding(folds, parts.length ? "folds" : "tables");
    openForPrint(folds);
    window.addEventListener("hashchange", () => reveal());
    // A link to the place that the address already names changes no address.
    document.addEventListener("click", (event) => {
      if (event.target.closest && event.target.closest("a[href^='#']")) setTimeout(reveal);
    });
    setTimeout(() => reveal({ always: folds.some((fold) => !fold.open) }));
  };
})();

// What is interactive on a page: each number opens to its source, filters act on every chart and
// table and are kept in the address, the language switch keeps the reader's place. Everything is
// readable without it. Loaded after pages-charts.js and pages-tables.js; works from file://.
//
// The page gives: script#facts-index and script#ui-words (JSON), [data-fact] on each number,
// div.filters[data-filters] ([data-shown]: how it tells what is shown), figure.chart, nav.language-switch, and on the first page
// nav.language-offer[hidden] with one a[hreflang] per language.
(() => {
  "use strict";

  const kit = (window.tipDigest = window.tipDigest || {});

  const readJson = (id) => {
    const script = document.getElementById(id);
    return script ? JSON.parse(script.textContent) : {};
  };

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  kit.save = (content, name) => {
    const url = typeof content === "string" ? content : URL.createObjectURL(content);
    const link = make("a", { href: url, download: name, hidden: "" });
    document.body.append(link);
    link.click();
    link.remove();
    if (typeof content !== "string") setTimeout(() => URL.revokeObjectURL(url), 60000);
  };

  // A number's source, in one dialog that all numbers share.

  const describeSource = ({ file, sha256, locator }) => {
    const item = make("li", {}, make("span", { class: "fact-file" }, file));
    if (locator) item.append(make("span", { class: "fact-place" }, locator));
    if (sha256) {
      const summary = make("summary", {}, `${kit.words["fact-hash"]} ${sha256.slice(0, 12)}…`);
      item.append(make("details", {}, summary, make("code", {}, sha256)));
    }
    return item;
  };

  const describeFact = (fact) => {
    const rows = [
      ["fact-value", fact.value, "fact-number"],
      ["fact-unit", fact.unit],
      ["fact-status", fact.status_text],
      ["fact-edition", fact.edition],
    ].filter(([, text]) => text !== undefined && text !== null && text !== "");
    const list = make("dl", {}, ...rows.flatMap(([word, text, style]) => [
      make("dt", {}, kit.words[word]), make("dd", style ? { class: style } : {}, String(text))]));
    if (fact.sql) list.append(make("dt", {}, kit.words["fact-query"]), make("dd", {}, make("pre", { tabindex: "0" }, make("code", {}, fact.sql))));
    if ((fact.sources || []).length) {
      list.append(make("dt", {}, kit.words["fact-sources"]), make("dd", {}, make("ul", {}, ...fact.sources.map(describeSource))));
    }
    return list;
  };

  const makeDialog = () => {
    const close = make("button", { type: "button", class: "fact-close" }, kit.words.close);
    const label = make("h2", { id: "fact-label" });
    const kicker = make("p", { class: "fact-kicker" }, kit.words["fact-title"]);
    const body = make("div", { class: "fact-body" });
    const dialog = make("dialog", { class: "fact-dialog", "aria-labelledby": "fact-label" }, kicker, label, body, close);
    let origin = null;
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("close", () => { if (origin) origin.focus({ preventScroll: true }); });
    document.body.append(dialog);

    kit.openFact = (id, from) => {
      const fact = kit.facts[id];
      if (!fact || dialog.open) return;
      origin = from;
      label.textContent = fact.label || id;
      body.replaceChildren(describeFact(fact));
      dialog.showModal();
      dialog.scrollTop = 0;
      close.focus({ preventScroll: true });
    };
  };

  const openable = (target) => (target.closest ? target.closest("[data-fact][role=button]") : null);

  const startFacts = () => {
    makeDialog();
    for (const span of document.querySelectorAll("[data-fact]")) {
      if (!kit.facts[span.dataset.fact] || span.closest("a, button, summary, .chart")) continue;
      span.setAttribute("role", "button");
      span.setAttribute("aria-haspopup", "dialog");
      span.tabIndex = 0;
    }
    document.body.append(make("p", { id: "table-keys", hidden: "" }, kit.words["table-keys"]));
    document.addEventListener("click", (event) => {
      const span = openable(event.target);
      // A reader who selects text to copy it does not want a dialog.
      if (span && String(window.getSelection()) === "") kit.openFact(span.dataset.fact, span);
    });
    document.addEventListener("keydown", (event) => {
      const span = openable(event.target);
      if (!span || (event.key !== "Enter" && event.key !== " ")) return;
      event.preventDefault();
      kit.openFact(span.dataset.fact, span);
    });
  };

  // The address: a place on the page, then the filters (#agencies&f.year=2016,2017).

  const readAddress = () => {
    const parts = location.hash.slice(1).split("&").filter(Boolean);
    const state = new Map();
    for (const part of parts.filter((each) => each.startsWith("f."))) {
      const [name, values = ""] = part.slice(2).split("=");
      const chosen = values.split(",").filter(Boolean).map(decodeURIComponent);
      if (chosen.length) state.set(decodeURIComponent(name), new Set(chosen));
    }
    return { place: decodeURIComponent(parts.find((part) => !part.includes("=")) || ""), state };
  };

  const writeAddress = (place, state) => {
    const filters = [...state].filter(([, chosen]) => chosen.size)
      .map(([key, chosen]) => `f.${encodeURIComponent(key)}=${[...chosen].map(encodeURIComponent).join(",")}`);
    return [place && encodeURIComponent(place), ...filters].filter(Boolean).join("&");
  };

  kit.readPlace = () => readAddress().place;

  const goTo = (place) => {
    const tab = [...document.querySelectorAll("[role=tab], .nav-link[data-bs-toggle]")]
      .find((each) => [each.hash, each.dataset.bsTarget, `#${each.getAttribute("aria-controls")}`].includes(`#${place}`));
    // A click would be a new step of the history in Quarto's dashboards, whose tabs are Bootstrap's.
    if (tab && window.bootstrap) window.bootstrap.Tab.getOrCreateInstance(tab).show();
    else if (tab) tab.click();
    else (document.getElementById(place) || document.body).scrollIntoView();
  };

  // Filters: nothing chosen shows everything; within a key any of the chosen, across keys all.

  const filterChart = (chart) => ({
    numbers: chart.model.points.map((point) => [point.fact, point.keys]),
    filter: (keep) => { chart.keep = keep; chart.draw(); },
  });

  const filterTable = ({ table, filter }) => ({
    numbers: [...table.querySelectorAll("[data-fact]")].map(({ dataset: { fact } }) => [fact, (kit.facts[fact] || {}).keys]),
    filter: (keep) => { filter(keep); keepTabStop(table); },
  });

  // Each target holds `numbers`, pairs of an id and its keys, and shows what `filter` lets through.
  const startFilters = (targets) => {
    const boxes = [...document.querySelectorAll(".filters[data-filters]")];
    if (!boxes.length) return;
    const specs = boxes.map((box) => JSON.parse(box.dataset.filters));
    const known = new Map(specs.flat().map((spec) => [spec.key, new Set(spec.options.map((option) => String(option.value)))]));
    let state = new Map();

    const keep = (keys) => [...state].every(([key, chosen]) =>
      !chosen.size || keys[key] === undefined || chosen.has(String(keys[key])));
    const filterable = new Map();
    const note = (id, keys) => { if (keys && [...known.keys()].some((key) => keys[key] !== undefined)) filterable.set(id, keys); };
    targets.forEach(({ numbers }) => numbers.forEach(([id, keys]) => note(id, keys)));

    const controls = boxes.map((box, number) => buildFilters(box, specs[number], {
      choose: (key, value, chosen) => {
        const values = new Set(state.get(key));
        if (chosen) values.add(value); else values.delete(value);
        state.set(key, values);
        apply({ remember: true });
      },
      reset: () => kit.resetFilters(),
    }));
    kit.resetFilters = () => { state = new Map(); apply({ remember: true }); };

    const apply = ({ remember = false } = {}) => {
      targets.forEach(({ filter }) => filter(keep));
      const shown = [...filterable.values()].filter(keep).length;
      controls.forEach((control) => control.show(state, shown, filterable.size));
      if (remember) rememberState();
    };
    const rememberState = () => history.replaceState(history.state, "", `#${writeAddress(readAddress().place, state)}`);
    const isFiltered = () => [...state.values()].some((chosen) => chosen.size);

    const readState = () => {
      const wanted = readAddress().state;
      return new Map([...wanted].filter(([key]) => known.has(key))
        .map(([key, chosen]) => [key, new Set([...chosen].filter((value) => known.get(key).has(value)))]));
    };

    window.addEventListener("hashchange", () => {
      const address = readAddress();
      // A link within the page names a place only: the filters stay.
      if (address.state.size) { state = readState(); apply(); goTo(address.place); }
      else if (isFiltered()) rememberState();
    });
    // The tabs of Quarto's dashboards write the place alone into the address.
    document.addEventListener("click", (event) => {
      if (event.target.closest(".nav-link[data-bs-toggle]") && isFiltered()) rememberState();
    });
    state = readState();
    apply();
    if (state.size && readAddress().place) setTimeout(() => goTo(readAddress().place));
  };

  const keepTabStop = (table) => {
    const facts = [...table.querySelectorAll("[data-fact][role=button]")];
    const stop = facts.find((span) => span.tabIndex === 0);
    if (!facts.length || (stop && !stop.closest("[hidden]"))) return;
    if (stop) stop.tabIndex = -1;
    const first = facts.find((span) => !span.closest("[hidden]"));
    if (first) first.tabIndex = 0;
  };

  const buildFilters = (box, specs, { choose, reset }) => {
    const parts = specs.map((spec) => buildFilter(spec, choose));
    const clear = make("button", { type: "button", class: "filters-reset" }, kit.words["filters-reset"]);
    const status = make("p", { role: "status", class: "filters-shown" });
    clear.addEventListener("click", reset);
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", kit.words["filters-title"]);
    box.replaceChildren(...parts.map((part) => part.fold), clear, status);
    // A page that says itself what is counted has no headline figures beside its filters.
    const shownText = box.dataset.shown || kit.words["filters-shown"];
    if (!box.dataset.shown) box.append(make("p", { class: "filters-note" }, kit.words["filters-note"]));
    box.addEventListener("keydown", (event) => {
      const fold = event.target.closest("details[open]");
      if (event.key !== "Escape" || !fold) return;
      fold.open = false;
      fold.querySelector("summary").focus();
    });
    document.addEventListener("click", (event) => {
      parts.forEach(({ fold }) => { if (!fold.contains(event.target)) fold.open = false; });
    });
    return {
      show: (state, shown, total) => {
        parts.forEach((part) => part.show(state.get(part.key) || new Set()));
        clear.disabled = ![...state.values()].some((chosen) => chosen.size);
        status.textContent = shownText.replace("{shown}", shown).replace("{total}", total);
      },
    };
  };

  const buildFilter = ({ key, label, options }, choose) => {
    const chosenText = make("span", { class: "filter-state" });
    const inputs = options.map((option) => make("input", { type: "checkbox", value: String(option.value) }));
    const rows = options.map((option, place) => make("label", {}, inputs[place], make("span", {}, option.label)));
    inputs.forEach((input) => input.addEventListener("change", () => choose(key, input.value, input.checked)));
    const fold = make("details", { class: "filter" }, make("summary", {}, make("span", { class: "filter-name" }, label), chosenText),
      make("fieldset", {}, make("legend", { class: "filter-legend" }, label), ...rows));
    const show = (chosen) => {
      inputs.forEach((input) => { input.checked = chosen.has(input.value); });
      const some = kit.words["filters-some"].replace("{shown}", chosen.size).replace("{total}", options.length);
      const single = options.find((option) => chosen.size === 1 && chosen.has(String(option.value)));
      chosenText.textContent = single ? single.label : chosen.size ? some : kit.words["filters-all"];
    };
    return { key, fold, show };
  };

  // Languages: the switch keeps the place and the filters; the browser's language is offered.

  const findPlace = () => {
    // Quarto marks the page an address asks for as active alone.
    const tab = document.querySelector(".nav-link.active[data-bs-target]") || document.querySelector("[role=tab][aria-selected=true][href]");
    if (tab) return (tab.dataset.bsTarget || tab.hash || "#").slice(1);
    // At the foot of a page the last sections can no longer reach the top of the window.
    const atFoot = window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 2;
    const passed = [...document.querySelectorAll("main section[id], main :is(h1, h2, h3, h4)[id]")]
      .filter((each) => each.getBoundingClientRect().top < window.innerHeight * (atFoot ? 0.8 : 0.3));
    return window.scrollY > 0 && passed.length ? passed[passed.length - 1].id : "";
  };

  const startLanguages = () => {
    const point = (event) => {
      const link = event.target.closest(".language-switch a[href]");
      if (link) link.hash = writeAddress(decodeURIComponent(findPlace()), readAddress().state);
    };
    for (const kind of ["click", "auxclick", "contextmenu"]) document.addEventListener(kind, point);

    const offer = document.querySelector(".language-offer");
    if (!offer) return;
    const known = { get: () => null, set: () => {} };
    try { const { localStorage: box } = window; known.get = () => box.getItem("tip-digest-language"); known.set = (value) => box.setItem("tip-digest-language", value); } catch { /* A browser may refuse to remember anything for a file. */ }
    const links = [...offer.querySelectorAll("a[hreflang]")];
    const wanted = navigator.languages.map((each) => each.slice(0, 2)).find((each) => each === kit.language || links.some((link) => link.hreflang === each));
    if (!wanted || wanted === kit.language || known.get()) return;
    for (const link of links) { (link.closest("li") || link).hidden = link.hreflang !== wanted; link.lang = link.hreflang; }
    const close = make("button", { type: "button" }, kit.words.close);
    close.addEventListener("click", () => { known.set(kit.language); offer.hidden = true; });
    offer.append(close);
    offer.hidden = false;
  };

  const start = () => {
    kit.language = (document.documentElement.lang || "en").slice(0, 2);
    kit.words = readJson("ui-words");
    kit.facts = readJson("facts-index");
    const path = location.pathname.split("/").slice(-3).join("-").replace(/\.html?$/, "");
    kit.fileStem = document.documentElement.dataset.fileStem || decodeURIComponent(path).replace(/[^\p{L}\p{N}-]+/gu, "-");
    startFacts();
    const charts = kit.startCharts ? kit.startCharts() : [];
    const tables = kit.startTables ? kit.startTables() : [];
    const statements = kit.startLedger ? kit.startLedger() : [];
    startFilters(statements.length ? statements : [...charts.map(filterChart), ...tables.map(filterTable)]);
    if (kit.startFolds) kit.startFolds(tables);
    startLanguages();
    document.documentElement.classList.add("is-interactive");
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();

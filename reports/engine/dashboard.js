// The embedded engine's dashboards: pages and tab sets become tabs (arrow keys, Home, End), the
// page in view is kept in the address beside whatever else is there (#overview&f.year=2017).
// Without this script all pages stand one after another.
(() => {
  "use strict";

  const readHash = () => decodeURIComponent(location.hash.slice(1)).split("&").filter(Boolean);
  const readPlace = () => readHash().find((part) => !part.includes("=")) || "";

  const writePlace = (place) => {
    const state = location.hash.slice(1).split("&").filter((part) => part.includes("="));
    history.replaceState(null, "", "#" + [encodeURIComponent(place), ...state].join("&"));
  };

  // tabs[i] shows panels[i]; `select` moves between them. One tab stop for the whole list.
  const makeTabs = (list, tabs, panels, onSelect) => {
    const select = (index, { focus = false } = {}) => {
      tabs.forEach((tab, i) => {
        tab.setAttribute("aria-selected", String(i === index));
        tab.tabIndex = i === index ? 0 : -1;
        panels[i].hidden = i !== index;
      });
      if (focus) tabs[index].focus();
      // Charts drawn in a hidden panel have no size yet.
      window.dispatchEvent(new Event("resize"));
      onSelect(index);
    };
    const steps = { ArrowRight: 1, ArrowLeft: -1 };
    list.setAttribute("role", "tablist");
    tabs.forEach((tab, i) => {
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panels[i].id);
      panels[i].setAttribute("role", "tabpanel");
      tab.addEventListener("click", (event) => { event.preventDefault(); select(i); });
      tab.addEventListener("keydown", (event) => {
        let next = null;
        if (event.key in steps) next = (i + steps[event.key] + tabs.length) % tabs.length;
        else if (event.key === "Home") next = 0;
        else if (event.key === "End") next = tabs.length - 1;
        else if (event.key === " ") next = i;
        if (next === null) return;
        event.preventDefault();
        select(next, { focus: true });
      });
    });
    return select;
  };

  const makeTabset = (tabset, number) => {
    const panels = [...tabset.querySelectorAll(":scope > .tab-panel")];
    if (panels.length < 2) return;
    const list = document.createElement("div");
    list.className = "tab-list";
    const tabs = panels.map((panel, i) => {
      const tab = document.createElement("button");
      tab.type = "button";
      tab.id = `tabset-${number}-${i + 1}`;
      tab.textContent = panel.dataset.tabTitle;
      panel.setAttribute("aria-labelledby", tab.id);
      list.append(tab);
      return tab;
    });
    tabset.prepend(list);
    makeTabs(list, tabs, panels, () => {})(0);
  };

  const makePages = () => {
    const list = document.querySelector(".dashboard-pages ul");
    if (!list) return;
    const tabs = [...list.querySelectorAll("a")];
    const panels = tabs.map((tab) => document.getElementById(decodeURIComponent(tab.hash.slice(1))));
    tabs.forEach((tab) => tab.parentElement.setAttribute("role", "presentation"));
    document.body.classList.add("has-tabs");
    let quiet = true;
    const select = makeTabs(list, tabs, panels, (index) => {
      if (!quiet) writePlace(panels[index].id);
    });
    const follow = () => {
      const target = document.getElementById(readPlace());
      const index = target ? panels.findIndex((panel) => panel.contains(target)) : -1;
      quiet = true;
      if (index >= 0) select(index);
      else if (!tabs.some((tab) => tab.getAttribute("aria-selected") === "true")) select(0);
      quiet = false;
      if (target && !panels.includes(target)) target.scrollIntoView();
    };
    window.addEventListener("hashchange", follow);
    follow();
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".tabset").forEach(makeTabset);
    makePages();
  });
})();

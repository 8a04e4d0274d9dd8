// The frame around a page: contents folded on phones, the section being read marked in the contents,
// tables a tab stop only when they scroll. Everything is readable without it.
(() => {
  "use strict";

  const foldContents = () => {
    const fold = document.querySelector("#TOC details");
    if (!fold) return;
    const wide = window.matchMedia("(min-width: 78rem)");
    const apply = () => { fold.open = wide.matches; };
    wide.addEventListener("change", apply);
    apply();
  };

  const markSection = () => {
    const links = new Map();
    for (const link of document.querySelectorAll("#TOC a[href^='#']")) {
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (target) links.set(target, link);
    }
    if (!links.size) return;
    const mark = () => {
      let current = null;
      for (const [target, link] of links) {
        if (target.getBoundingClientRect().top < window.innerHeight * 0.3) current = link;
      }
      for (const link of links.values()) {
        if (link === current) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    };
    let waiting = false;
    window.addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; mark(); });
    }, { passive: true });
    mark();
  };

  const tendRegions = () => {
    const tend = (region) => {
      if (region.scrollWidth > region.clientWidth + 1) region.tabIndex = 0;
      else region.removeAttribute("tabindex");
    };
    const observer = new ResizeObserver((entries) => entries.forEach((entry) => tend(entry.target)));
    document.querySelectorAll(".table-scroll").forEach((region) => observer.observe(region));
  };

  // Quarto's dashboards have a header of their own: the links, which stand on one of their pages, go
  // there, and what Quarto leaves unnamed is named as HTML asks: the title, the main part.
  const mendDashboard = () => {
    const header = document.getElementById("quarto-dashboard-header");
    if (!header) return;
    const bar = document.createElement("div");
    bar.className = "site-bar";
    bar.append(...[".page-links", ".language-switch"].flatMap((name) => [...document.querySelectorAll(name)]));
    header.prepend(bar);
    const title = header.querySelector(".navbar-title-text");
    title.setAttribute("role", "heading");
    title.setAttribute("aria-level", "1");
    document.querySelector(".quarto-dashboard-content").setAttribute("role", "main");
  };

  document.addEventListener("DOMContentLoaded", () => {
    mendDashboard();
    foldContents();
    markSection();
    tendRegions();
  });
})();

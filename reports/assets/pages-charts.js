// The charts of a page: each is laid out for the width at hand (pages-drawings.js), in the colours of
// the style sheet, and laid out again when the width, the colour scheme or the filters change.
// plotly.js takes as long to start as all the rest of a page: it waits in the page as a text
// (script.late) until a chart comes near the window, so that the page can be read and used before.
(() => {
  "use strict";

  const kit = window.tipDigest;
  const { LINE, wrap, join, readLook, readModel, filterModel, build } = kit.charting;
  const PICTURE = 960; // width of a downloaded picture
  const PAPER = 620; // what an A4 page leaves for a chart, whatever the window was
  const CONFIG = { displayModeBar: false, displaylogo: false, responsive: false, showTips: false, plotlyServerURL: "" };

  // plotly.js and its locale, in their order. The page's policy knows them by their hashes.

  const startPlotly = () => {
    for (const late of document.querySelectorAll("script.late")) {
      const script = document.createElement("script");
      script.textContent = late.textContent;
      late.replaceWith(script);
    }
  };

  let waiting = false;
  const startPlotlySoon = (then) => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => setTimeout(() => { startPlotly(); then(); }));
  };

  // From beforeprint to afterprint every chart is drawn for paper, whatever else happens meanwhile.
  let onPaper = false;

  // One chart of the page: drawn when it comes near the window, again when something changes.

  const makeChart = (figure) => {
    const canvas = figure.querySelector(".chart-canvas");
    const model = readModel(JSON.parse(figure.querySelector(".chart-figure").textContent));
    const chart = { figure, model, keep: () => true, near: false, width: 0, drawn: "" };
    canvas.textContent = "";

    chart.draw = () => {
      const width = Math.min(Math.floor(canvas.clientWidth), onPaper ? PAPER : Infinity);
      if (!width || !(chart.near || onPaper)) return;
      const shown = filterModel(model, chart.keep);
      figure.classList.toggle("chart-empty", !shown.points.length);
      if (!shown.points.length) {
        if (chart.drawn) window.Plotly.purge(canvas);
        canvas.textContent = kit.words["chart-empty"];
        chart.drawn = "";
        return;
      }
      if (!window.Plotly && onPaper) startPlotly();
      if (!window.Plotly) { startPlotlySoon(() => kit.charts.forEach((each) => each.draw())); return; }
      if (!chart.drawn) canvas.textContent = "";
      const { data, layout } = build(shown, readLook(canvas, model.layout.palette, onPaper), width);
      window.Plotly.react(canvas, data, layout, { ...CONFIG, locale: kit.language });
      if (!chart.drawn) {
        canvas.on("plotly_click", (event) => kit.openFact(event.points[0].customdata.fact, canvas));
      }
      chart.drawn = "yes";
      chart.width = width;
    };

    chart.picture = async (format) => {
      if (!window.Plotly) startPlotly();
      const look = readLook(canvas, model.layout.palette, true);
      const { data, layout } = build(filterModel(model, chart.keep), look, PICTURE);
      const lines = [model.title, model.yTitle, model.note];
      const [title, lead, note] = lines.map((text) => wrap(text, PICTURE, look, true));
      const top = LINE * (title.length + lead.length) + 16;
      const bottom = note.length * LINE + 12;
      const free = { xref: "paper", yref: "paper", x: 0, xanchor: "left", align: "left", showarrow: false, borderpad: 0 };
      layout.annotations.push({ ...free, y: 1, yshift: top, yanchor: "top", text: `<b>${join(title)}</b>${lead.length ? "<br>" : ""}${join(lead)}` },
        { ...free, y: 0, yshift: -6, yanchor: "top", text: join(note) });
      const pad = 16;
      Object.assign(layout, { paper_bgcolor: "#ffffff", margin: { l: pad, r: pad, t: top + pad, b: bottom + pad, pad: 0 },
        width: PICTURE + 2 * pad, height: layout.height + top + bottom + 2 * pad });
      return window.Plotly.toImage({ data, layout, config: { locale: kit.language } },
        { format, width: layout.width, height: layout.height, scale: format === "png" ? 2 : 1 });
    };
    return chart;
  };

  const offerPictures = (chart) => {
    const tools = chart.figure.querySelector(".chart-tools");
    if (!tools) return;
    tools.hidden = false;
    tools.addEventListener("click", async (event) => {
      const { format } = event.target.dataset;
      if (!format) return;
      const url = await chart.picture(format);
      const name = `${kit.fileStem}-${chart.figure.id.replace(/^chart-/, "")}.${format}`;
      const svg = () => new Blob([decodeURIComponent(url.slice(url.indexOf(",") + 1))], { type: "image/svg+xml" });
      kit.save(format === "svg" ? svg() : url, name);
    });
  };

  kit.startCharts = () => {
    if (!window.Plotly && !document.querySelector("script.late")) return [];
    const charts = kit.charts = [...document.querySelectorAll("figure.chart")].map(makeChart);
    const of = new Map(charts.map((chart) => [chart.figure, chart]));
    const nearing = new IntersectionObserver((entries) => entries.forEach((entry) => {
      const chart = of.get(entry.target);
      if (entry.isIntersecting && !chart.near) { chart.near = true; chart.draw(); }
    }), { rootMargin: "600px" });
    const resizing = new ResizeObserver((entries) => requestAnimationFrame(() => entries.forEach((entry) => {
      const chart = of.get(entry.target);
      const width = Math.floor(chart.figure.querySelector(".chart-canvas").clientWidth);
      if (!onPaper && width !== chart.width) chart.draw();
    })));
    const redraw = () => charts.forEach((chart) => chart.draw());
    const print = (begins) => { onPaper = begins; redraw(); };
    for (const chart of charts) { nearing.observe(chart.figure); resizing.observe(chart.figure); offerPictures(chart); }
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
    window.addEventListener("beforeprint", () => print(true));
    window.addEventListener("afterprint", () => print(false));
    return charts;
  };
})();

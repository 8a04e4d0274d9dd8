// What a chart of a page says, whatever its size: its points, years and breaks, what the filters leave
// of them, and its words, measured as the browser sets them.
(() => {
  "use strict";

  const kit = (window.tipDigest = window.tipDigest || {});
  const TEXT = 12;

  // Words: measured, wrapped, made safe for plotly's own mark-up.

  const pen = document.createElement("canvas").getContext("2d");
  const measure = (text, look, bold = false) => {
    pen.font = `${bold ? "bold " : ""}${TEXT}px ${look.font}`;
    return pen.measureText(text).width;
  };
  const widest = (texts, look) => Math.max(0, ...texts.map((text) => measure(text, look)));
  const wrap = (text, width, look, bold = false) => {
    const lines = [];
    for (const word of text ? text.split(" ") : []) {
      const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
      if (lines.length && measure(longer, look, bold) <= width) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  };
  const plain = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const join = (lines) => lines.map(plain).join("<br>");

  const readLook = (node, palette, onPaper) => {
    const css = getComputedStyle(node);
    const token = (name, own) => (onPaper ? "" : css.getPropertyValue(name).trim()) || own;
    return {
      font: css.fontFamily,
      ink: token("--ink", "#1b2430"),
      muted: token("--muted", "#55606e"),
      rule: token("--rule", "#d3dae1"),
      paper: token("--paper", "#ffffff"),
      series: palette.map((own, place) => token(`--series-${place + 1}`, own)),
    };
  };

  // The model: what a figure says, whatever its size.

  const readModel = (figure) => {
    const { meta } = figure.layout;
    const [across, up] = meta.kind === "bars" ? ["y", "x"] : ["x", "y"];
    const points = figure.data.flatMap((trace) => trace.customdata.map((own, i) => (
      { ...own, ...trace.meta, place: trace[across][i], value: trace[up][i] ?? null })));
    const series = meta.series.map((each, number) => ({ ...each, number }));
    return { ...meta, series, points };
  };

  const filterModel = (model, keep) => {
    const kept = model.points.filter((point) => keep(point.keys));
    const has = (name, code) => kept.some((point) => point[name] === code);
    const used = kept.map((point) => point.place);
    const inside = model.years
      ? (place) => place >= Math.min(...used) && place <= Math.max(...used)
      : (place) => used.includes(place);
    const places = model.x.map((_, place) => place).filter(inside);
    const breaks = model.breaks.map((each) => ({ ...each, place: places.indexOf(each.at + 0.5) }));
    return {
      ...model,
      points: kept.map((point) => ({ ...point, place: places.indexOf(point.place) })),
      panels: model.panels.filter((each) => has("panel", each.code)),
      series: model.series.filter((each) => has("series", each.code)),
      x: places.map((place) => model.x[place]),
      breaks: breaks.filter((each) => each.place > 0),
    };
  };

  const highestOf = (points) => Math.max(0, ...points.map((point) => point.value ?? 0));
  const chooseTicks = (highest) => {
    if (highest <= 0) return [0];
    const rough = highest / 4;
    const power = 10 ** Math.floor(Math.log10(rough));
    let step = [1, 2, 5, 10].find((size) => size * power >= rough) * power;
    if (highest >= 1) step = Math.max(step, 1);
    return Array.from({ length: Math.floor(highest / step + 1.0001) }, (_, i) => i * step);
  };

  kit.charting = { TEXT, widest, wrap, plain, join, readLook, readModel, filterModel, highestOf, chooseTicks };
})();

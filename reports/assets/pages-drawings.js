// How a chart of a page is drawn for the width at hand: columns, bars or lines, laid out as a plotly
// figure. All places are computed in pixels from the top left corner.
(() => {
  "use strict";

  const kit = window.tipDigest;
  const { TEXT, widest, wrap, plain, join, highestOf, chooseTicks } = kit.charting;
  const LINE = 15;
  const GAP = 28;
  const LIFT = 22; // over a plot: room for the label of the tallest column
  const COLUMN = { narrowest: 128, plot: 96 };
  const CURVE = { narrowest: 240, plot: 150, names: 190 };
  const BAR = 20;
  const GLYPHS = { circle: "●", square: "■", "triangle-up": "▲", diamond: "◆", "triangle-down": "▼", cross: "✚" };
  const HOLLOW = { not_reported: "diamond-open", suppressed: "square-open", not_applicable: "triangle-down-open" };
  const AXIS = { fixedrange: true, showgrid: false, zeroline: false, ticks: "", automargin: false };

  // The scene: what is drawn, in pixels; turned into a plotly layout at the end.

  const newScene = (model, look, width) => ({ model, look, width, height: 0, data: [], notes: [], rules: [], axes: [] });

  const write = (scene, text, x, y, style = {}) => {
    const { color = scene.look.ink, ...rest } = style;
    scene.notes.push({ text, x, y, xanchor: "left", yanchor: "top", align: "left", showarrow: false,
      borderpad: 0, ...rest, font: { color, size: TEXT } });
  };
  const rule = (scene, x, y0, y1) => scene.rules.push({ x, y0, y1 });

  const addTrace = (scene, number, points, drawn) => {
    const axis = number ? String(number + 1) : "";
    scene.data.push({ hovertext: points.map((point) => plain(point.hover)), hoverinfo: "text", showlegend: false,
      customdata: points.map(({ fact, keys, status, text }) => ({ fact, keys, status, text })),
      xaxis: `x${axis}`, yaxis: `y${axis}`, cliponaxis: false, ...drawn });
  };

  const finish = (scene) => {
    const { width, height, look } = scene;
    const x = (px) => px / width;
    const y = (px) => 1 - px / height;
    const layout = {
      width, height, margin: { l: 0, r: 0, t: 0, b: 0, pad: 0 },
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      font: { family: look.font, size: TEXT, color: look.ink },
      hoverlabel: { bgcolor: look.paper, bordercolor: look.muted, font: { color: look.ink, family: look.font } },
      dragmode: false, hovermode: "closest", barmode: "overlay", showlegend: false,
      annotations: scene.notes.map((note) => ({ ...note, x: x(note.x), y: y(note.y), xref: "paper", yref: "paper" })),
      shapes: scene.rules.map((each) => ({ type: "line", xref: "paper", yref: "paper", x0: x(each.x), x1: x(each.x),
        y0: y(each.y0), y1: y(each.y1), line: { color: look.muted, width: 1, dash: "4px,3px" } })),
    };
    scene.axes.forEach(({ box, across, up }, number) => {
      const axis = number ? String(number + 1) : "";
      layout[`xaxis${axis}`] = { ...AXIS, anchor: `y${axis}`, domain: [x(box.left), x(box.right)], ...across };
      layout[`yaxis${axis}`] = { ...AXIS, anchor: `x${axis}`, domain: [y(box.bottom), y(box.top)], ...up };
    });
    return { data: scene.data, layout };
  };

  // Small multiples: panels in rows, each with a title, the words of breaks, and years below.

  const layPanels = (scene, { narrowest, left, right, plot }) => {
    const { model, look, width } = scene;
    const fitting = Math.max(1, Math.floor((width + GAP) / (narrowest + left + right + GAP)));
    const perRow = Math.ceil(model.panels.length / Math.ceil(model.panels.length / fitting));
    const cell = (width - GAP * (perRow - 1)) / perRow;
    // The first and the last year may be wider than their slots: their halves need room too.
    const years = model.years ? widest(model.x.map((each) => each.label), look) + 2 : 0;
    const pad = Math.max(0, (years - (cell - left - right) / model.x.length) / 2);
    const inner = cell - left - right - 2 * pad;
    const slot = inner / model.x.length;
    const breaks = model.breaks.map((each) => {
      const at = each.place * slot;
      return { at, toRight: inner + right - at > at, lines: wrap(each.label, Math.max(at, inner + right - at) - 6, look) };
    }).sort((a, b) => Math.abs(b.at - inner / 2) - Math.abs(a.at - inner / 2));
    const feet = model.x.map((each) => (model.years ? [each.label] : wrap(each.label, slot - 6, look)));
    const foot = LINE * Math.max(...feet.map((lines) => lines.length)) + 12;
    const every = Math.ceil((widest(feet.flat(), look) + 6) / slot);
    const ticks = model.x.map((_, place) => place).filter((place) => (model.x.length - 1 - place) % every === 0);
    const across = { range: [-0.5, model.x.length - 0.5], tickvals: ticks, ticktext: ticks.map((place) => join(feet[place])), tickangle: 0 };
    const boxes = [];
    for (let start = 0; start < model.panels.length; start += perRow) {
      const row = model.panels.slice(start, start + perRow);
      const titles = row.map((panel) => wrap(panel.label, cell - 4, look, true));
      const broken = breaks.reduce((sum, each) => sum + each.lines.length, 0) * LINE;
      const top = scene.height + LINE * Math.max(...titles.map((lines) => lines.length)) + broken + LIFT;
      row.forEach((panel, column) => {
        const edge = column * (cell + GAP);
        const box = { panel, slot, left: edge + left + pad, right: edge + left + pad + inner, top, bottom: top + plot, across };
        let y = top - LIFT - broken;
        // Titles of a row begin at one height, however many lines each has.
        if (titles[column].length) write(scene, `<b>${join(titles[column])}</b>`, edge, scene.height);
        for (const each of breaks) {
          rule(scene, box.left + each.at, y, box.bottom);
          write(scene, join(each.lines), box.left + each.at + (each.toRight ? 4 : -4), y,
            { color: look.muted, ...(each.toRight ? {} : { xanchor: "right", align: "right" }) });
          y += each.lines.length * LINE;
        }
        boxes.push(box);
      });
      scene.height = top + plot + foot + (start + perRow < model.panels.length ? GAP / 2 : 0);
    }
    return boxes;
  };

  const drawKey = (scene) => {
    if (scene.model.series.length < 2) return;
    for (const { label, number } of scene.model.series) {
      const lines = wrap(label, scene.width - 20, scene.look);
      write(scene, "■", 0, scene.height, { color: colourOf(scene, number) });
      write(scene, join(lines), 18, scene.height);
      scene.height += lines.length * LINE + 2;
    }
    scene.height += 8;
  };

  const colourOf = (scene, number) => scene.look.series[number % scene.look.series.length];

  // Columns: years across, from zero, each with its number.

  const drawColumns = (scene) => {
    const { model, look } = scene;
    drawKey(scene);
    const side = model.series.length;
    const boxes = layPanels(scene, { narrowest: Math.max(COLUMN.narrowest, model.x.length * side * 24), left: 0, right: 0, plot: COLUMN.plot });
    boxes.forEach((box, number) => {
      const own = model.points.filter((point) => point.panel === box.panel.code);
      const highest = highestOf(model.freeScale ? own : model.points) || 1;
      scene.axes.push({ box, across: { ...box.across, showline: true, linecolor: look.ink },
        up: { range: [0, highest], showticklabels: false } });
      model.series.forEach((series, place) => {
        const points = own.filter((point) => point.series === series.code);
        const colour = colourOf(scene, series.number);
        const shift = (place - (side - 1) / 2) / side;
        const known = points.filter((point) => point.value !== null);
        if (known.length) addTrace(scene, number, known, { type: "bar", x: known.map((point) => point.place + shift), y: known.map((point) => point.value),
          width: Math.min(0.72 / side, 34 / box.slot), text: known.map((point) => plain(point.text)), textposition: "outside", textangle: 0,
          constraintext: "none", textfont: { size: TEXT }, marker: { color: colour, line: { color: colour, width: 1.5 } } });
        writeRuns(scene, box, number, points.filter((point) => point.value === null), { shift, side, highest });
      });
    });
  };

  // Years without a number: hollow marks on the baseline, the words once per run of years.
  const writeRuns = (scene, box, number, missing, { shift, side, highest }) => {
    const { model, look } = scene;
    if (!missing.length) return;
    addTrace(scene, number, missing, { type: "scatter", mode: "markers", x: missing.map((point) => point.place + shift),
      y: missing.map(() => (7 / COLUMN.plot) * highest), marker: { symbol: missing.map((point) => HOLLOW[point.status]), size: 7, color: look.muted } });
    const runs = [];
    for (const point of missing) {
      const run = runs[runs.length - 1];
      if (run && side === 1 && run[0].status === point.status && run[run.length - 1].place === point.place - 1) run.push(point);
      else runs.push([point]);
    }
    for (const run of runs) {
      const words = model.statuses[run[0].status];
      const room = run.length * box.slot / side;
      const middle = box.left + ((run[0].place + run[run.length - 1].place + 1) / 2 + shift) * box.slot;
      const level = widest(words.split(" "), look) <= room - 4;
      const text = `<i>${join(wrap(words, level ? room - 4 : COLUMN.plot - 16, look))}</i>`;
      write(scene, text, middle, box.bottom - 15, { color: look.muted, align: level ? "center" : "left", xanchor: "center",
        yanchor: "bottom", textangle: level ? 0 : -90 });
    }
  };

  // Bars: a row per category, its label beside it or, on a narrow screen, above it.

  const drawBars = (scene) => {
    const { model, look, width } = scene;
    drawKey(scene);
    const above = width < 560;
    const room = above ? width : Math.min(0.45 * width, widest(model.x.map((each) => each.label), look) + 4);
    const labels = model.x.map((each) => wrap(each.label, room, look));
    // The drawing begins a little before its labels: the renderer would cut their first letter.
    const left = above ? 0 : widest(labels.flat(), look) + 14;
    const right = widest(model.points.map((point) => point.text), look) + 12;
    const side = model.series.length;
    const thick = side > 1 ? 16 : BAR;
    const highest = highestOf(model.points) || 1;
    model.panels.forEach((panel, number) => {
      const title = wrap(panel.label, width, look, true);
      if (title.length) write(scene, `<b>${join(title)}</b>`, 0, scene.height);
      const top = scene.height + (title.length ? title.length * LINE + 8 : 0);
      let y = top;
      const middles = labels.map((lines) => {
        const text = lines.length * LINE;
        const row = above ? text + 4 + thick * side + 12 : Math.max(text + 10, thick * side + 12);
        const middle = above ? y + text + 4 + (thick * side) / 2 : y + row / 2;
        if (above) write(scene, join(lines), 0, y);
        else write(scene, join(lines), left - 10, middle, { xanchor: "right", yanchor: "middle", align: "right" });
        y += row;
        return middle - top;
      });
      const box = { left, right: width - right, top, bottom: y };
      scene.axes.push({ box, across: { range: [0, highest], visible: false },
        up: { range: [y - top, 0], showticklabels: false, showline: true, linecolor: look.ink } });
      model.series.forEach((series, place) => {
        const colour = colourOf(scene, series.number);
        const at = (point) => middles[point.place] + (place - (side - 1) / 2) * thick;
        const points = model.points.filter((point) => point.panel === panel.code && point.series === series.code);
        const known = points.filter((point) => point.value !== null);
        if (known.length) addTrace(scene, number, known, { type: "bar", orientation: "h", x: known.map((point) => point.value), y: known.map(at),
          width: thick * (side > 1 ? 0.85 : 1), text: known.map((point) => plain(point.text)), textposition: "outside",
          constraintext: "none", textfont: { size: TEXT }, marker: { color: colour, line: { color: colour, width: 1.5 } } });
        for (const point of points.filter((each) => each.value === null)) {
          write(scene, `<i>${plain(point.text)}</i>`, left + 6, top + at(point), { color: look.muted, yanchor: "middle" });
        }
      });
      scene.height = y + (number + 1 < model.panels.length ? GAP : 4);
    });
  };

  // Lines: gaps left open, hollow marks in a strip under zero, names at the line ends.

  const drawLines = (scene) => {
    const { model, look, width } = scene;
    const named = model.series.length > 1;
    const words = Object.entries(model.statuses).filter(([status]) => model.points.some((point) => point.status === status))
      .map(([status, text]) => ({ status, lines: wrap(text, 70, look) }));
    const ticks = chooseTicks(highestOf(model.points)).map((tick) => tick.toLocaleString(kit.language));
    const left = Math.ceil(widest([...ticks, ...words.flatMap((each) => each.lines)], look)) + 12;
    const names = model.series.map((each) => each.label);
    const right = named ? Math.max(Math.min(CURVE.names, 0.36 * width, widest(names, look) + 24), widest(names.join(" ").split(" "), look) + 26) : 14;
    const strip = Math.max(0, ...words.map((each) => each.lines.length * LINE + 6));
    const boxes = layPanels(scene, { narrowest: CURVE.narrowest, left, right, plot: CURVE.plot + strip * words.length });
    boxes.forEach((box, number) => {
      const own = model.points.filter((point) => point.panel === box.panel.code);
      const highest = highestOf(model.freeScale ? own : model.points);
      const top = highest * 1.08 || 1;
      const unit = top / CURVE.plot;
      const levels = Object.fromEntries(words.map((each, place) => [each.status, -(place + 0.55) * strip * unit]));
      const level = (point) => point.value ?? levels[point.status];
      const pixels = (point) => box.top + (top - level(point)) / unit;
      const marks = chooseTicks(highest);
      scene.axes.push({ box, across: box.across, up: { range: [-words.length * strip * unit, top], tickvals: marks,
        tickformat: Number.isInteger(marks[1] ?? 0) ? ",d" : "", showgrid: true, gridcolor: look.rule,
        zeroline: true, zerolinecolor: look.ink, zerolinewidth: 1 } });
      for (const each of words.filter(({ status }) => own.some((point) => point.status === status))) {
        write(scene, join(each.lines), box.left - 8, box.top + (top - levels[each.status]) / unit,
          { color: look.muted, xanchor: "right", yanchor: "middle", align: "right" });
      }
      for (const series of model.series) drawCurve(scene, box, number, own.filter((point) => point.series === series.code), { series, level, pixels });
      if (named) nameCurves(scene, box, own, pixels, right);
    });
  };

  const drawCurve = (scene, box, number, points, { series, level, pixels }) => {
    const { model } = scene;
    const { dashes, markers } = model.layout;
    const colour = colourOf(scene, series.number);
    const symbol = markers[series.number % markers.length];
    const alone = model.series.length === 1;
    const slots = model.x.map((_, place) => points.find((point) => point.place === place && point.value !== null)
      || { place, value: null, hover: "", text: "" });
    if (slots.some((point) => point.value !== null)) {
      addTrace(scene, number, slots, { type: "scatter", mode: "lines+markers", connectgaps: false,
        x: slots.map((point) => point.place), y: slots.map((point) => point.value),
        line: { color: colour, width: 2, dash: dashes[series.number % dashes.length] }, marker: { symbol, size: 7, color: colour } });
    }
    const missing = points.filter((point) => point.value === null);
    const dodge = (model.series.indexOf(series) - (model.series.length - 1) / 2) * Math.min(11, box.slot / model.series.length);
    if (missing.length) {
      addTrace(scene, number, missing, { type: "scatter", mode: "markers", x: missing.map((point) => point.place + dodge / box.slot),
        y: missing.map(level), marker: { symbol: `${symbol}-open`, size: 7, color: colour } });
    }
    if (!alone || widest(slots.map((point) => point.text), scene.look) > box.slot * 1.6) return;
    for (const point of slots.filter((each) => each.value !== null)) {
      const steep = (step) => { const next = slots[point.place + step]; return next && next.value !== null && pixels(point) - pixels(next) > 24; };
      const aside = 12 * (Number(Boolean(steep(-1))) - Number(Boolean(steep(1))));
      write(scene, plain(point.text), box.left + (point.place + 0.5) * box.slot + aside, pixels(point) - 6, { xanchor: "center", yanchor: "bottom" });
    }
  };

  // Names stand at the height of each line's last point; names that would touch move apart.
  const nameCurves = (scene, box, own, pixels, right) => {
    const { markers } = scene.model.layout;
    const names = scene.model.series.flatMap((series) => {
      const points = own.filter((point) => point.series === series.code).sort((a, b) => a.place - b.place);
      const last = points.filter((point) => point.value !== null).pop() || points[0];
      const lines = wrap(series.label, right - 24, scene.look);
      return last ? [{ series, lines, wanted: pixels(last), size: lines.length * LINE + 2 }] : [];
    }).sort((a, b) => a.wanted - b.wanted);
    const groups = [];
    const place = (members) => {
      const size = members.reduce((sum, each) => sum + each.size, 0);
      const wanted = members.reduce((sum, each) => sum + each.wanted, 0) / members.length;
      return { members, size, middle: Math.min(wanted, box.bottom + 24 - size / 2) };
    };
    for (const name of names) {
      let group = place([name]);
      while (groups.length && group.middle - groups[groups.length - 1].middle < (group.size + groups[groups.length - 1].size) / 2) {
        group = place([...groups.pop().members, ...group.members]);
      }
      groups.push(group);
    }
    for (const { members, size, middle } of groups) {
      let y = middle - size / 2;
      for (const { series, lines, size: own } of members) {
        write(scene, GLYPHS[markers[series.number % markers.length]], box.right + 6, y, { color: colourOf(scene, series.number) });
        write(scene, join(lines), box.right + 20, y);
        y += own;
      }
    }
  };

  const DRAW = { columns: drawColumns, bars: drawBars, lines: drawLines };
  kit.charting.LINE = LINE;
  kit.charting.build = (model, look, width) => {
    const scene = newScene(model, look, width);
    DRAW[model.kind](scene);
    return finish(scene);
  };
})();

// Tables on a page: filtered by the keys of their numbers, moved through with the arrow keys, and
// saved as CSV or Excel without a server. A table's body has no cells that span several rows.
(() => {
  "use strict";

  const kit = (window.tipDigest = window.tipDigest || {});

  // The grid: for each row the cell that stands in each column, spans counted.

  const readGrid = (table) => {
    const grid = [...table.rows].map(() => []);
    [...table.rows].forEach((row, y) => {
      let x = 0;
      for (const cell of row.cells) {
        while (grid[y][x]) x += 1;
        for (let dy = 0; dy < cell.rowSpan && y + dy < grid.length; dy += 1) {
          for (let dx = 0; dx < cell.colSpan; dx += 1) grid[y + dy][x + dx] = cell;
        }
        x += cell.colSpan;
      }
    });
    return grid;
  };

  const factsIn = (cell) => (cell ? [...cell.querySelectorAll("[data-fact]")].map((span) => span.dataset.fact) : []);
  const isShown = (element) => !element.hidden;

  // What is moved with a table: the region it scrolls in, or Quarto's frame of a captioned table, which
  // holds the caption in a figure of its own.
  kit.frameOf = (table) => table.closest(".table-scroll") || table.closest("div.quarto-float") || table;
  kit.captionOf = (table) => table.caption || kit.frameOf(table).querySelector("figcaption");
  const readCaption = (table) => {
    const caption = kit.captionOf(table);
    return caption ? caption.textContent.replace(/\s+/g, " ").trim() : "";
  };

  kit.makeTable = (table) => {
    const grid = readGrid(table);
    const columns = Math.max(0, ...grid.map((row) => row.length));
    const spans = new Map(grid.flat().filter((cell) => cell.colSpan > 1).map((cell) => [cell, cell.colSpan]));
    const isBody = (y) => !table.rows[y].closest("thead");

    // A row, or a column, is hidden when it holds numbers and every one of them is filtered out.
    const filter = (keep) => {
      const isOut = (cell) => {
        const facts = factsIn(cell);
        return facts.length ? facts.every((id) => !keep((kit.facts[id] || {}).keys || {})) : null;
      };
      const isEmptied = (cells) => {
        const verdicts = cells.map(isOut).filter((verdict) => verdict !== null);
        return verdicts.length > 0 && verdicts.every(Boolean);
      };
      const body = grid.filter((_, y) => isBody(y));
      const hidden = Array.from({ length: columns }, (_, x) => isEmptied(body.map((row) => row[x])));
      grid.forEach((row, y) => {
        table.rows[y].hidden = isBody(y) && isEmptied([...new Set(row)]);
        for (const cell of new Set(row)) {
          const visible = row.filter((each, x) => each === cell && !hidden[x]).length;
          cell.hidden = visible === 0;
          if (spans.has(cell) && visible) cell.colSpan = visible;
        }
      });
      sayWhetherEmpty(grid.some((_, y) => isBody(y) && isShown(table.rows[y])));
    };

    // A table that the filters leave without a row says so, as a chart does.
    const empty = document.createElement("p");
    empty.className = "table-empty";
    empty.hidden = true;
    const sayWhetherEmpty = (hasRows) => {
      if (!empty.isConnected) kit.frameOf(table).after(empty);
      empty.textContent = kit.words["chart-empty"];
      empty.hidden = hasRows;
    };

    // What is shown, as rows of values: a number where the cell holds exactly one.
    const read = () => grid.filter((_, y) => isShown(table.rows[y])).map((row) => [...new Set(row)].filter(isShown).flatMap((cell) => {
      const facts = factsIn(cell);
      const fact = facts.length === 1 ? kit.facts[facts[0]] : null;
      const value = fact && typeof fact.raw === "number" ? fact.raw : cell.textContent.replace(/\s+/g, " ").trim();
      return [value, ...Array(cell.colSpan - 1).fill("")];
    }));

    return { table, grid, filter, read, headRows: table.tHead ? table.tHead.rows.length : 0, move: (event) => moveInGrid(event, grid) };
  };

  // One tab stop per table: the arrow keys move between its numbers.

  const moveInGrid = (event, grid) => {
    const here = event.target.closest("[data-fact]");
    const rows = grid.map((row) => [...new Set(row)].filter((cell) => cell.offsetParent).flatMap((cell) => [...cell.querySelectorAll("[data-fact]")]))
      .filter((row) => row.length);
    const y = rows.findIndex((row) => row.includes(here));
    if (y < 0) return;
    const x = rows[y].indexOf(here);
    const across = { ArrowLeft: x - 1, ArrowRight: x + 1, Home: 0, End: rows[y].length - 1 };
    const down = { ArrowUp: y - 1, ArrowDown: y + 1 };
    const row = rows[down[event.key] ?? y];
    const next = event.key in down ? row && row[Math.min(x, row.length - 1)] : rows[y][across[event.key]];
    if (!(event.key in across || event.key in down)) return;
    event.preventDefault();
    if (!next) return;
    here.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  };

  // CSV: comma, UTF-8 with a mark for Excel. A text that a spreadsheet would run is disarmed.

  const writeField = (value) => {
    const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };

  kit.writeCsv = (rows) => new Blob(["\ufeff", rows.map((row) => row.map(writeField).join(",")).join("\r\n"), "\r\n"], { type: "text/csv;charset=utf-8" });

  // Excel: one sheet, texts in the cells themselves, in a ZIP archive without compression.

  const bytes = (text) => new TextEncoder().encode(text);
  const safe = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "")
    .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const OOXML = "http://schemas.openxmlformats.org";

  const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c;
  });
  const checksum = (data) => {
    let c = 0xffffffff;
    for (const byte of data) c = CRC[(c ^ byte) & 0xff] ^ (c >>> 8);
    return (c ^ 0xffffffff) >>> 0;
  };

  const little = (...fields) => Uint8Array.from(fields.flatMap(([size, value]) =>
    Array.from({ length: size }, (_, place) => Math.floor(value / 256 ** place) % 256)));

  const zip = (files) => {
    const parts = [];
    const entries = [];
    let offset = 0;
    const add = (...chunks) => chunks.forEach((chunk) => { parts.push(chunk); offset += chunk.length; });
    for (const [name, text] of Object.entries(files)) {
      const label = bytes(name);
      const data = bytes(text);
      // Version 2.0, names in UTF-8, stored, 1 January 1980: the same table gives the same file.
      const common = [[2, 20], [2, 0x800], [2, 0], [2, 0], [2, 0x21], [4, checksum(data)], [4, data.length], [4, data.length], [2, label.length], [2, 0]];
      entries.push([little([4, 0x02014b50], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), label]);
      add(little([4, 0x04034b50], ...common), label, data);
    }
    const start = offset;
    entries.forEach((entry) => add(...entry));
    add(little([4, 0x06054b50], [2, 0], [2, 0], [2, entries.length], [2, entries.length], [4, offset - start], [4, start], [2, 0]));
    return parts;
  };

  const columnName = (x) => (x >= 26 ? columnName(Math.floor(x / 26) - 1) : "") + String.fromCharCode(65 + (x % 26));

  const writeSheet = (rows, headRows) => {
    const cell = (value, x, y) => {
      const at = `r="${columnName(x)}${y + 1}"`;
      if (typeof value === "number") return `<c ${at}><v>${value}</v></c>`;
      return `<c ${at} s="${y < headRows ? 1 : 0}" t="inlineStr"><is><t xml:space="preserve">${safe(value)}</t></is></c>`;
    };
    const lengths = rows.reduce((most, row) => row.map((value, x) => Math.max(most[x] || 8, Math.min(60, String(value).length + 2))), []);
    const widths = lengths.map((size, x) => `<col min="${x + 1}" max="${x + 1}" width="${size}" customWidth="1"/>`).join("");
    const freeze = headRows ? `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${headRows}" topLeftCell="A${headRows + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` : "";
    const body = rows.map((row, y) => `<row r="${y + 1}">${row.map((value, x) => cell(value, x, y)).join("")}</row>`).join("");
    return `${HEAD}<worksheet xmlns="${OOXML}/spreadsheetml/2006/main">${freeze}${widths && `<cols>${widths}</cols>`}<sheetData>${body}</sheetData></worksheet>`;
  };

  kit.writeXlsx = (rows, headRows, title) => {
    const name = safe(title.replace(/[[\]:*?/\\']/g, " ").trim().slice(0, 31).trim() || "1");
    const relation = (id, kind, target) => `<Relationship Id="${id}" Type="${OOXML}/officeDocument/2006/relationships/${kind}" Target="${target}"/>`;
    const relations = (inner) => `${HEAD}<Relationships xmlns="${OOXML}/package/2006/relationships">${inner}</Relationships>`;
    const part = (path, kind) => `<Override PartName="${path}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
    const font = (bold) => `<font>${bold}<sz val="11"/><name val="Calibri"/></font>`;
    const files = {
      "[Content_Types].xml": `${HEAD}<Types xmlns="${OOXML}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part("/xl/workbook.xml", "sheet.main")}${part("/xl/worksheets/sheet1.xml", "worksheet")}${part("/xl/styles.xml", "styles")}</Types>`,
      "_rels/.rels": relations(relation("rId1", "officeDocument", "xl/workbook.xml")),
      "xl/workbook.xml": `${HEAD}<workbook xmlns="${OOXML}/spreadsheetml/2006/main" xmlns:r="${OOXML}/officeDocument/2006/relationships"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      "xl/_rels/workbook.xml.rels": relations(relation("rId1", "worksheet", "worksheets/sheet1.xml") + relation("rId2", "styles", "styles.xml")),
      "xl/styles.xml": `${HEAD}<styleSheet xmlns="${OOXML}/spreadsheetml/2006/main"><fonts count="2">${font("")}${font("<b/>")}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
      "xl/worksheets/sheet1.xml": writeSheet(rows, headRows),
    };
    return new Blob(zip(files), { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" });
  };

  // A table that would scroll sideways is set tighter (pages.css); where that is not enough, and at once
  // on a narrow screen, it becomes cards: one for each row, in which every cell says its heading. Numbers
  // stand side by side, texts one under another.

  // Letters differ in width (Ө, ш, i): what a column must hold is measured, not counted.
  const LABEL_SIZE = `${0.75 * parseFloat(getComputedStyle(document.documentElement).fontSize)}px`;
  const pen = document.createElement("canvas").getContext("2d");
  const measure = (word, font) => {
    pen.font = font;
    return pen.measureText(word).width;
  };

  const labelCells = ({ table, grid, headRows }) => {
    const headings = (grid[0] || []).map((_, x) => [...new Set(grid.slice(0, headRows).map((row) => row[x]))]
      .map((cell) => (cell ? cell.textContent.replace(/\s+/g, " ").trim() : "")).filter(Boolean).join(": "));
    const numeric = headings.map((_, x) => x > 0 && grid.slice(headRows).some((row) => row[x] && getComputedStyle(row[x]).textAlign === "right"));
    for (const row of grid.slice(headRows)) {
      row.forEach((cell, x) => {
        if (!cell || x === 0 || row[x - 1] === cell) return;
        cell.dataset.label = headings[x];
        cell.classList.toggle("is-number", numeric[x]);
      });
    }
    const style = getComputedStyle(table);
    const widths = headings.filter((_, x) => numeric[x]).flatMap((heading) => heading.split(/\s+|-(?=\p{L})/u))
      .map((word) => measure(word, `400 ${LABEL_SIZE} ${style.fontFamily}`));
    for (const row of grid.slice(headRows)) {
      row.forEach((cell, x) => { if (cell && numeric[x]) widths.push(measure(cell.textContent.trim(), `700 ${style.fontSize} ${style.fontFamily}`)); });
    }
    table.style.setProperty("--numbers", Math.max(1, numeric.filter(Boolean).length));
    table.style.setProperty("--widest-word", `${Math.ceil(Math.max(0, ...widths)) + 1}px`);
  };

  const NARROW = window.matchMedia("(max-width: 48rem)");
  const PROSE = 120; // letters

  const makeCards = (entry) => {
    if (!entry.headRows) return;
    const { table } = entry;
    const frame = table.closest(".table-scroll") || table.parentElement;
    // Sentences in narrow columns are towers of words: such a table is cards wherever there are cards.
    const always = entry.grid.slice(entry.headRows).some((row) => row.some((cell) => cell && cell.textContent.length > PROSE));
    labelCells(entry);
    let width = 0;
    const fit = () => {
      if (!frame.clientWidth || frame.clientWidth === width) return;
      width = frame.clientWidth;
      const scrolls = () => frame.scrollWidth > width + 1;
      table.classList.remove("as-cards", "is-tight");
      table.classList.toggle("is-tight", !NARROW.matches && scrolls());
      table.classList.toggle("as-cards", (NARROW.matches && always) || scrolls());
      if (table.matches(".as-cards")) table.classList.remove("is-tight");
    };
    fit();
    new ResizeObserver(fit).observe(frame);
  };

  // Each table of the page: one tab stop, two downloads.

  const offerDownloads = (entry, number) => {
    const { table, read, headRows } = entry;
    const caption = readCaption(table);
    const place = table.id || (table.closest("[id]") || {}).id || `table-${number + 1}`;
    const tools = document.createElement("div");
    tools.className = "table-tools";
    tools.setAttribute("role", "group");
    tools.setAttribute("aria-label", kit.words["table-tools"].replace("{name}", caption || place));
    const offer = (label, ending, make) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.dataset.format = ending;
      button.addEventListener("click", () => kit.save(make(), `${kit.fileStem}-${place}.${ending}`));
      tools.append(button);
    };
    offer(kit.words["table-csv"], "csv", () => kit.writeCsv(read()));
    offer(kit.words["table-xlsx"], "xlsx", () => kit.writeXlsx(read(), headRows, caption || place));
    const end = kit.frameOf(table);
    const note = end.nextElementSibling;
    (note && note.matches(".note") ? note : end).after(tools);
  };

  kit.startTables = () => {
    const tables = [...document.querySelectorAll("table")].filter((table) => !table.closest("dialog, .no-download"));
    return tables.map((table, number) => {
      const entry = kit.makeTable(table);
      const facts = [...table.querySelectorAll("[data-fact][role=button]")];
      facts.forEach((span, place) => { span.tabIndex = place ? -1 : 0; });
      if (facts.length) {
        facts[0].setAttribute("aria-describedby", "table-keys");
        table.addEventListener("keydown", entry.move);
      }
      offerDownloads(entry, number);
      makeCards(entry);
      return entry;
    });
  };
})();

-- Tables as a statistical digest needs them. A plain Pandoc filter, listed under `filters:` in the
-- pages, so Quarto and the embedded engine run it alike.
--
-- HTML: header cells get a scope, the first column becomes row headers, widths are left to the
-- browser. Typst: column widths follow the content, the type shrinks for very wide tables.

local WIDEST_TEXT_COLUMN = 34 -- characters: longer labels wrap
local PROSE = 60 -- characters: a cell with longer lines is read, not looked up, and is set smaller
local PROSE_STEP = 3
local PADDING = 2 -- characters
local SHARPNESS = 4 -- how much the tallest cell of a row counts, beside the others
local BOLD = 1.12 -- header words are set semibold
-- How many characters a row of an A4 page holds at each type size.
local SIZES = { { 80, "9.5pt" }, { 86, "9pt" }, { 92, "8.5pt" }, { 97, "8pt" } }

local function read_text(cell)
  local broken = pandoc.Pandoc(cell.contents):walk({
    LineBreak = function()
      return pandoc.Str("\n")
    end,
  })
  return pandoc.utils.stringify(broken)
end

-- Digits with thousands and decimal marks of ky, ru and en, a sign, a percent sign, a dash.
local function is_number(text)
  if not text:match("%d") then
    return false
  end
  local rest = text:gsub("[%d%s%.,%%%+%-]", "")
  for _, mark in ipairs({ "\u{a0}", "\u{202f}", "−", "–" }) do
    rest = rest:gsub(mark, "")
  end
  return rest == ""
end

-- Width in characters: digits, marks and spaces are narrower than Cyrillic letters.
local function measure_text(text)
  local _, narrow = text:gsub("[%d%s%p]", "")
  return utf8.len(text) - 0.15 * narrow
end

local LINE = "[^\n]+" -- a cell in two languages has a line for each
local WORD = "[^%s/]+"

-- Width of the widest part of a text that fits a pattern.
local function widest_part(text, pattern)
  local widest = 0
  for part in text:gmatch(pattern) do
    widest = math.max(widest, measure_text(part))
  end
  return widest
end

local function body_rows(tbl)
  local rows = pandoc.List({})
  for _, body in ipairs(tbl.bodies) do
    rows:extend(body.head)
    rows:extend(body.body)
  end
  return rows
end

local function is_plain(tbl)
  local rows = body_rows(tbl)
  rows:extend(tbl.head.rows)
  for _, row in ipairs(rows) do
    for _, cell in ipairs(row.cells) do
      if cell.col_span > 1 or cell.row_span > 1 then
        return false
      end
    end
  end
  return true
end

-- What a column holds: whether numbers, and how many characters it needs.
local function measure_column(tbl, index)
  local need, numbers, others, widest = 4, 0, 0, 0
  for _, row in ipairs(tbl.head.rows) do
    local text = read_text(row.cells[index])
    need = math.max(need, widest_part(text, WORD) * BOLD)
    widest = math.max(widest, widest_part(text, LINE) * BOLD)
  end
  local least, lengths = need, pandoc.List({ widest })
  for _, row in ipairs(body_rows(tbl)) do
    local text = read_text(row.cells[index])
    local length = measure_text(text)
    lengths:insert(length)
    if is_number(text) then
      numbers = numbers + 1
      need = math.max(need, length)
      least = math.max(least, length)
    else
      others = others + (text:match("%a") and 1 or 0)
      least = math.max(least, widest_part(text, WORD))
      widest = math.max(widest, widest_part(text, LINE))
    end
  end
  need = math.max(need, least)
  local is_numeric = index > 1 and numbers > 0 and numbers >= others
  if not is_numeric then
    need = math.max(need, math.min(widest, WIDEST_TEXT_COLUMN))
  end
  return {
    is_numeric = is_numeric,
    need = need + PADDING,
    least = least + PADDING,
    widest = widest + PADDING,
    lengths = lengths,
  }
end

local function sum_needs(columns)
  local total = 0
  for _, column in ipairs(columns) do
    total = total + column.need
  end
  return total
end

-- How tall a table is, in lines: each row about as tall as its tallest cell.
local function measure_height(columns)
  local total = 0
  for row = 1, #columns[1].lengths do
    local sum = 0
    for _, column in ipairs(columns) do
      sum = sum + (column.lengths[row] / (column.need - PADDING)) ^ SHARPNESS
    end
    total = total + sum ^ (1 / SHARPNESS)
  end
  return total
end

-- Where not everything fits in one line, the text columns share what the numbers leave: each has its
-- longest word, and every further letter goes to the column that makes the table least tall.
local function share_room(columns, room)
  local sharing, numbers = pandoc.List({}), 0
  for _, column in ipairs(columns) do
    if column.is_numeric then
      numbers = numbers + column.need
    else
      column.need = column.least
      room = room - column.need
      sharing:insert(column)
    end
  end
  room = room - numbers
  -- Headers are measured generously: where even longest words are too many, the numbers give way.
  for _, column in ipairs(columns) do
    if column.is_numeric and room < 0 then
      column.need = column.need * (1 + room / numbers)
    end
  end
  for _ = 1, #sharing > 0 and math.floor(room) or 0 do
    local best, lowest
    for _, column in ipairs(sharing) do
      column.need = column.need + 1
      local height = measure_height(sharing)
      column.need = column.need - 1
      if not lowest or height < lowest then
        best, lowest = column, height
      end
    end
    best.need = best.need + 1
  end
end

-- Where there is room left, the text columns whose cells still wrap have it, each by its length.
local function spread_rest(columns, rest)
  local wrapping, length = pandoc.List({}), 0
  for _, column in ipairs(columns) do
    if not column.is_numeric and column.widest > column.need then
      wrapping:insert(column)
      length = length + column.widest
    end
  end
  for _, column in ipairs(wrapping) do
    column.need = math.min(column.widest, column.need + rest * column.widest / length)
  end
end

local function holds_prose(column)
  return column.widest > PROSE
end

local function set_print_widths(tbl, columns)
  local step = columns:find_if(holds_prose) and PROSE_STEP or 1
  while step < #SIZES and sum_needs(columns) > SIZES[step][1] do
    step = step + 1
  end
  if sum_needs(columns) > SIZES[step][1] then
    share_room(columns, SIZES[step][1])
  end
  spread_rest(columns, math.max(SIZES[step][1] - sum_needs(columns), 0))
  local total = sum_needs(columns)
  for index, column in ipairs(columns) do
    tbl.colspecs[index] = { tbl.colspecs[index][1], column.need / total }
  end
  tbl.attributes["typst:text:size"] = SIZES[step][2]
end

-- "Всего · Total" in a bilingual cell becomes two lines: the second language starts its own.
local function break_languages(inlines)
  for index = #inlines - 3, 1, -1 do
    local first, mark, last = inlines[index], inlines[index + 1], inlines[index + 2]
    local second = inlines[index + 3]
    local is_pair = first.t == "Space" and mark.t == "Str" and mark.text == "·" and last.t == "Space"
    if is_pair and second.t == "Span" and second.attributes.lang then
      inlines[index] = pandoc.LineBreak()
      inlines:remove(index + 2)
      inlines:remove(index + 1)
    end
  end
  return inlines
end

local function set_scopes(tbl)
  for _, row in ipairs(tbl.head.rows) do
    for _, cell in ipairs(row.cells) do
      cell.attributes.scope = "col"
    end
  end
  for _, body in ipairs(tbl.bodies) do
    body.row_head_columns = 1
    for _, row in ipairs(body.body) do
      local first = row.cells[1]
      first.attributes.scope = "row"
      local block = first.contents[1]
      if block and #block.content > 0 and block.content[1].t == "Strong" then
        row.classes:insert("total")
      end
    end
  end
end

-- Where each column's text stands; where the page does not say it, numbers stand on the right.
local function align_columns(tbl, columns)
  for index, spec in ipairs(tbl.colspecs) do
    local align = spec[1]
    if align == pandoc.AlignDefault then
      local column = columns[index] or measure_column(tbl, index)
      align = column.is_numeric and pandoc.AlignRight or pandoc.AlignLeft
    end
    tbl.colspecs[index] = { align, nil }
  end
end

local function measure_columns(tbl)
  local columns = pandoc.List({})
  for index in ipairs(tbl.colspecs) do
    columns[index] = measure_column(tbl, index)
  end
  return columns
end

function Table(tbl)
  if not is_plain(tbl) then
    return nil
  end
  if not FORMAT:match("typst") then
    align_columns(tbl, {})
    set_scopes(tbl)
    return tbl
  end
  local caption = tbl.caption
  tbl = tbl:walk({ Inlines = break_languages })
  tbl.caption = caption
  local columns = measure_columns(tbl)
  align_columns(tbl, columns)
  set_print_widths(tbl, columns)
  return tbl
end

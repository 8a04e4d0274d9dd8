-- What stands under a table or a chart in print stays with it. A chart is kept in one piece with its
-- sentence and its notes. The notes of a table become its last row, and a column of no width holds
-- cells over several rows, which Typst never parts: over the first two, so that no page ends with a
-- header and a single row, and over the last two and the notes. pipeline/pdf_mend.py takes that
-- column out of the tags again. A plain Pandoc filter, listed under `filters:` in the pages, so
-- Quarto and the embedded engine run it alike. On the screen nothing needs it.

local TOGETHER = 2 -- rows at either end

-- Whether a block is of a class, or holds nothing but blocks of it: one for each language.
local function is_of(block, class)
  if block.t ~= "Div" or #block.content == 0 then
    return false
  end
  local function is_other(inner)
    return not is_of(inner, class)
  end
  return block.classes:includes(class) or not block.content:find_if(is_other)
end

local function widen(cell)
  cell.col_span = cell.col_span + 1
end

local function make_notes_row(notes, width)
  local cell = pandoc.Cell(notes, pandoc.AlignLeft, 1, width)
  cell.attributes["typst:stroke"] = "none"
  cell.attributes["typst:inset"] = "(x: 0pt, top: 3mm, bottom: 0pt)"
  return pandoc.Row({ cell })
end

-- Rows `first` to `last` are held together by a cell over them all at the end of the first.
local function hold_rows(rows, first, last)
  local cell = pandoc.Cell({}, pandoc.AlignDefault, last - first + 1, 1)
  cell.attributes["typst:stroke"] = "none"
  cell.attributes["typst:inset"] = "0pt"
  rows[first].cells:insert(cell)
end

local function add_notes(tbl, notes)
  local body = tbl.bodies[#tbl.bodies]
  local rows, count = body.body, #body.body
  tbl.colspecs:insert({ pandoc.AlignDefault, 0 })
  for _, row in ipairs(tbl.head.rows) do
    widen(row.cells[#row.cells])
  end
  local middle = math.max(count - TOGETHER, 0) -- the last row not held with the notes
  for number, row in ipairs(rows) do
    if number > TOGETHER and number <= middle then
      widen(row.cells[#row.cells])
    end
  end
  rows:insert(make_notes_row(notes, #tbl.colspecs - 1))
  if middle >= TOGETHER then
    hold_rows(rows, 1, TOGETHER)
    hold_rows(rows, middle + 1, count + 1)
  else
    hold_rows(rows, 1, count + 1)
  end
  body.body = rows
  return tbl
end

local function count_tables(block)
  local count = 0
  pandoc.Blocks({ block }):walk({
    Table = function()
      count = count + 1
    end,
  })
  return count
end

-- A table may stand in a float that an engine has made of it.
local function end_table(block, notes)
  return pandoc.Blocks({ block }):walk({
    Table = function(tbl)
      return add_notes(tbl, notes)
    end,
  })
end

-- Takes the blocks of a class that follow `index` out of the list.
local function take_following(blocks, index, class)
  local taken = pandoc.Blocks({})
  while blocks[index + 1] and is_of(blocks[index + 1], class) do
    taken:insert(blocks:remove(index + 1))
  end
  return taken
end

local function keep_chart(figure, summary, notes)
  local kept = pandoc.Blocks({ pandoc.RawBlock("typst", "#keep-together[") })
  kept:insert(figure)
  kept:extend(summary)
  kept:extend(notes)
  kept:insert(pandoc.RawBlock("typst", "]"))
  return kept
end

local function bind_notes(blocks)
  local bound, index = pandoc.Blocks({}), 1
  while blocks[index] do
    local block = blocks[index]
    local is_summary = is_of(block, "chart-summary") -- the first of two languages
    local summary = is_summary and {} or take_following(blocks, index, "chart-summary")
    local notes = take_following(blocks, index, "note")
    if #summary > 0 then
      bound:extend(keep_chart(block, summary, notes))
    elseif #notes > 0 and count_tables(block) == 1 then
      bound:extend(end_table(block, notes))
    else
      bound:insert(block)
      bound:extend(notes)
    end
    index = index + 1
  end
  return bound
end

if FORMAT:match("typst") then
  return { { Blocks = bind_notes } }
end
return {}

-- The project's own classes in print, and languages side by side. A plain Pandoc filter, listed
-- under `filters:` in the pages, so Quarto and the embedded engine run it alike. On the screen the
-- classes are styled by assets/pages.css; Typst has no classes, so here they become calls of the
-- functions of typst/typst-template.typ. So do columns: Quarto's own drop the language of a column.

local BLOCKS = {
  lead = "lead",
  note = "table-note",
  ["chart-summary"] = "chart-summary",
  missing = "missing",
  synthetic = "synthetic",
  ["break"] = "series-break",
}
local SPANS = { status = "status", verdict = "verdict" }
local KINDS = {
  ["not-reported"] = true,
  suppressed = true,
  ["not-applicable"] = true,
  reproduced = true,
  differs = true,
  ["not-checkable"] = true,
}

local function raw(text)
  return pandoc.RawBlock("typst", text)
end

-- One block, whatever is inside: columns take each block for a cell.
local function wrap_div(call, div)
  local blocks = pandoc.Blocks({ raw(call .. "[") })
  blocks:extend(div.content)
  blocks:insert(raw("]"))
  return pandoc.Div(blocks, pandoc.Attr("", {}, { lang = div.attributes.lang }))
end

-- Pandoc writes `#set text(lang: ..);` on the line where the list should begin, and its first item
-- would no longer be one: a comment ends that line.
local function start_list_on_its_own_line(div)
  local first = div.content[1]
  if div.attributes.lang and first and (first.t == "BulletList" or first.t == "OrderedList") then
    div.content:insert(1, raw("//"))
    return div
  end
end

local function find_name(element, names)
  for _, class in ipairs(element.classes) do
    if names[class] then
      return names[class]
    end
  end
end

-- Tiles: the first block of each is the number, the rest says what it counts.
local function print_key_numbers(div)
  local blocks = pandoc.Blocks({ raw("#key-numbers(") })
  for _, tile in ipairs(div.content) do
    if tile.t == "Div" then
      local rest = tile.content:clone()
      local number = rest:remove(1)
      blocks:extend({ raw("("), raw("["), number, raw("], [") })
      blocks:extend(rest)
      blocks:insert(raw("]),"))
    end
  end
  blocks:insert(raw(")"))
  return blocks
end

-- ::: {layout-ncol=2}: the blocks inside fill a grid row by row.
local function print_columns(div, count)
  local blocks = pandoc.Blocks({ raw("#columns-grid((" .. string.rep("1fr, ", count) .. "),") })
  for _, block in ipairs(div.content) do
    blocks:extend({ raw("["), block, raw("],") })
  end
  blocks:insert(raw(")"))
  return blocks
end

local function print_div(div)
  if div.classes:includes("key-numbers") then
    return print_key_numbers(div)
  end
  local count = tonumber(div.attributes["layout-ncol"])
  if count and div.identifier == "" then
    return print_columns(div, count)
  end
  local name = find_name(div, BLOCKS)
  if name then
    return wrap_div("#" .. name, div)
  end
end

local function print_span(span)
  local content = span.content
  if span.attributes.lang then
    content:insert(1, pandoc.RawInline("typst", '#text(lang: "' .. span.attributes.lang .. '")['))
    content:insert(pandoc.RawInline("typst", "]"))
  end
  local name = find_name(span, SPANS)
  if name then
    local kind = ""
    for _, class in ipairs(span.classes) do
      kind = KINDS[class] and class or kind
    end
    content:insert(1, pandoc.RawInline("typst", "#" .. name .. '("' .. kind .. '")['))
    content:insert(pandoc.RawInline("typst", "]"))
  end
  return span
end

-- Two languages with the same number of paragraphs: pair the paragraphs, so that each row of the
-- two columns starts at one height.
local function pair_paragraphs(div)
  local left, right = div.content[1], div.content[2]
  if #div.content ~= 2 or left.t ~= "Div" or right.t ~= "Div" then
    return nil
  end
  if not (left.attributes.lang and right.attributes.lang) or #left.content ~= #right.content then
    return nil
  end
  local paired = pandoc.Blocks({})
  for index, block in ipairs(left.content) do
    paired:insert(pandoc.Div({ block }, left.attr))
    paired:insert(pandoc.Div({ right.content[index] }, right.attr))
  end
  div.content = paired
  return div
end

local function pair_languages(div)
  if div.attributes["layout-ncol"] == "2" then
    return pair_paragraphs(div)
  end
end

if FORMAT:match("typst") then
  return {
    { Div = pair_languages },
    { Div = print_div, Span = print_span },
    { Div = start_list_on_its_own_line },
  }
end
return { { Div = pair_languages } }

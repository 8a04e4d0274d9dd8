-- Numbers of sections, figures and tables, and the references to them (@sec-, @fig-, @tbl-).

local figures = require("figures")
local typst = require("typst")
local words = require("words")

local references = {}

local KINDS = { fig = true, tbl = true, sec = true }
local NO_BREAK_SPACE = "\u{a0}"

local function kind_of(id)
  local kind = id:match("^(%a+)%-")
  return KINDS[kind] and kind or nil
end

-- Section numbers by level, as "2.1"; levels below an unnumbered heading go on counting.
local function make_counter()
  local counts = {}
  return function(level)
    counts[level] = (counts[level] or 0) + 1
    for deeper = level + 1, 6 do
      counts[deeper] = nil
    end
    local parts = {}
    for upper = 1, level do
      table.insert(parts, tostring(counts[upper] or 0))
    end
    return table.concat(parts, ".")
  end
end

local function refuse_twice(numbers, id)
  if numbers[id] then
    error("the label " .. id .. " is used twice")
  end
end

local function number_elements(document)
  local numbers, count_section = {}, make_counter()
  local counts = { fig = 0, tbl = 0 }
  local function number_float(element)
    local kind = kind_of(element.identifier)
    if counts[kind] then
      refuse_twice(numbers, element.identifier)
      counts[kind] = counts[kind] + 1
      numbers[element.identifier] = tostring(counts[kind])
    end
  end
  document:walk({
    traverse = "topdown",
    Header = function(header)
      if words.number_sections and not header.classes:includes("unnumbered") then
        numbers[header.identifier] = count_section(header.level)
      end
    end,
    Div = number_float,
    Table = number_float,
    Figure = number_float,
  })
  return numbers
end

local function make_text(kind, number, citation)
  if citation.mode == "SuppressAuthor" then
    return pandoc.Inlines({ pandoc.Str(number) })
  end
  local prefix = citation.prefix
  if #prefix == 0 then
    prefix = pandoc.Inlines({ pandoc.Str(words.find(kind, "prefix")) })
  end
  prefix = prefix:clone()
  prefix:insert(pandoc.Str(NO_BREAK_SPACE .. number))
  return prefix
end

local function make_link(kind, number, citation)
  if FORMAT:match("typst") then
    local label = "#link(<" .. citation.id .. ">)["
    local link = pandoc.Inlines({ typst.inline(label) })
    link:extend(make_text(kind, number, citation))
    link:insert(typst.inline("]"))
    return link
  end
  local attr = pandoc.Attr("", { "quarto-xref" })
  return pandoc.Inlines({ pandoc.Link(make_text(kind, number, citation), "#" .. citation.id, "", attr) })
end

local function resolve_cite(numbers, cite)
  local result = pandoc.Inlines({})
  for position, citation in ipairs(cite.citations) do
    local kind = kind_of(citation.id)
    if not kind then
      return nil
    end
    local number = numbers[citation.id]
    if not number then
      error("nothing carries the label " .. citation.id)
    end
    if position > 1 then
      result:extend({ pandoc.Str(","), pandoc.Space() })
    end
    result:extend(make_link(kind, number, citation))
  end
  return result
end

-- `::: {#fig-x}`: the last paragraph is the caption, what stands before it the figure.
local function make_figure(numbers, div)
  local kind, number = kind_of(div.identifier), numbers[div.identifier]
  if kind ~= "fig" and kind ~= "tbl" then
    return nil
  end
  local blocks = div.content:clone()
  local last = blocks:remove()
  if not last or last.t ~= "Para" then
    error("the figure " .. div.identifier .. " ends without a caption")
  end
  return figures.make(kind, number, div.identifier, last.content, blocks)
end

-- `![caption](file){#fig-x}` alone in a paragraph.
local function make_captioned_image(numbers, figure)
  local number = numbers[figure.identifier]
  if not number then
    return nil
  end
  local caption = pandoc.utils.blocks_to_inlines(figure.caption.long)
  return figures.make("fig", number, figure.identifier, caption, figure.content)
end

local function make_table(numbers, tbl)
  local id, number = tbl.identifier, numbers[tbl.identifier]
  if not number then
    return nil
  end
  local caption = pandoc.utils.blocks_to_inlines(tbl.caption.long)
  tbl.caption = pandoc.Caption({})
  tbl.identifier = ""
  return figures.make("tbl", number, id, caption, pandoc.Blocks({ tbl }))
end

-- Returns functions that put the numbers in; refuses a label used twice or one nothing carries.
function references.index_document(document)
  local numbers = number_elements(document)
  local function bind(make)
    return function(element)
      return make(numbers, element)
    end
  end
  return {
    resolve = bind(resolve_cite),
    make_figure = bind(make_figure),
    make_captioned_image = bind(make_captioned_image),
    make_table = bind(make_table),
  }
end

return references

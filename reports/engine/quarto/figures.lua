-- Figures and tables with a caption and a number, and images with alternative text.

local typst = require("typst")
local words = require("words")

local figures = {}

local NO_BREAK_SPACE = "\u{a0}"

local function make_caption(kind, number, caption)
  local label = words.find(kind, "title") .. NO_BREAK_SPACE .. number .. ": "
  local inlines = pandoc.Inlines({ pandoc.Span({ pandoc.Str(label) }, { class = "caption-label" }) })
  inlines:extend(caption)
  return inlines
end

-- Typst numbers by itself, so that its references and the numbers in the captions cannot differ.
local function make_print_figure(kind, id, caption, blocks)
  local position = words.caption_place(kind)
  local result = pandoc.Blocks({ typst.block("#figure([") })
  result:extend(blocks)
  result:insert(typst.block("], caption: figure.caption(position: " .. position .. ", ["))
  result:insert(pandoc.Plain(caption))
  local tail = "]), kind: %s, supplement: %s)<%s>"
  local supplement = typst.quote(words.find(kind, "title"))
  result:insert(typst.block(tail:format(typst.quote("quarto-float-" .. kind), supplement, id)))
  return result
end

-- Returns the blocks of a figure: `kind` is "fig" or "tbl", `caption` is inlines.
function figures.make(kind, number, id, caption, blocks)
  if FORMAT:match("typst") then
    return make_print_figure(kind, id, caption, blocks)
  end
  local text = make_caption(kind, number, caption)
  local attr = pandoc.Attr(id, { "quarto-float", "quarto-float-" .. kind })
  if kind == "tbl" and #blocks == 1 and blocks[1].t == "Table" then
    local tbl = blocks[1]
    tbl.caption = pandoc.Caption({ pandoc.Plain(text) })
    tbl.identifier = id
    return pandoc.Blocks({ tbl })
  end
  if words.caption_place(kind) == "top" then
    attr.classes:insert("caption-top")
  end
  return pandoc.Blocks({ pandoc.Figure(blocks, { pandoc.Plain(text) }, attr) })
end

-- `fig-alt` becomes the alternative text. In print an image without one stays without one, and
-- PDF/UA-1 refuses the page: that is a gate, not an accident.
function figures.describe_image(image)
  local alt = image.attributes["fig-alt"] or image.attributes.alt
  if not FORMAT:match("typst") then
    image.attributes["fig-alt"] = nil
    if alt then
      image.caption = pandoc.Inlines(alt)
    end
    return image
  end
  local parameters = { typst.quote(image.src) }
  if alt then
    table.insert(parameters, "alt: " .. typst.quote(alt))
  end
  for _, name in ipairs({ "width", "height" }) do
    if image.attributes[name] then
      table.insert(parameters, name .. ": " .. image.attributes[name])
    end
  end
  return typst.inline("#box(image(" .. table.concat(parameters, ", ") .. "))")
end

-- Pandoc wraps a table in a figure of its own, which would keep it from breaking across pages.
function figures.unwrap_table(tbl)
  tbl.classes:insert("typst:no-figure")
  return tbl
end

return figures

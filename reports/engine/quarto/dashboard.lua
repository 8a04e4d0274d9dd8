-- Dashboards: level 1 headings are pages, deeper ones rows and columns in turn, .card and
-- .valuebox their content. Sizes are left to the screen: a page scrolls rather than squeezes.

local words = require("words")

local dashboard = {}

local make_blocks -- rows hold columns hold rows: the two levels call each other

local function html(text)
  return pandoc.RawBlock("html", text)
end

-- A title is an attribute, which no filter of the page has read: its ranges are kept whole here.
local function read_title(text)
  return pandoc.Inlines(text or ""):walk({
    Str = function(word)
      return word.text:match("%d–%d") and pandoc.Span({ word }, { class = "nobreak" }) or nil
    end,
  })
end

-- The title is raw HTML: Pandoc would take a div that opens with a heading for a section. It names
-- the card's table too, where that has no caption of its own.
local function make_card(div)
  local blocks = pandoc.Blocks({})
  local title = div.attributes.title
  if title then
    blocks:insert(html('<h3 class="card-header">'))
    blocks:insert(pandoc.Plain(read_title(title)))
    blocks:insert(html("</h3>"))
    div.content = div.content:walk({
      Table = function(tbl)
        if #tbl.caption.long == 0 then
          tbl.attributes["aria-label"] = title
        end
        return tbl
      end,
    })
  end
  blocks:insert(pandoc.Div(div.content, pandoc.Attr("", { "card-body" })))
  div.attributes = { ["data-tab-title"] = title }
  div.content = blocks
  return div
end

-- The first block is the value, what follows explains it.
local function make_valuebox(div)
  local content = div.content:clone()
  local value = content:remove(1)
  local blocks = pandoc.Blocks({
    pandoc.Div({ pandoc.Plain(read_title(div.attributes.title)) }, { class = "value-box-title" }),
    pandoc.Div({ value }, { class = "value-box-value" }),
  })
  blocks:extend(content)
  return pandoc.Div(blocks, pandoc.Attr(div.identifier, { "card", "value-box" }))
end

local function make_boxes(blocks)
  return blocks:walk({
    Div = function(div)
      if div.classes:includes("valuebox") then
        return make_valuebox(div)
      elseif div.classes:includes("card") then
        return make_card(div)
      end
    end,
  })
end

-- Splits a flat list at headings of `level`: what stands before the first one, then each part.
local function split_at(blocks, level)
  local loose, parts = pandoc.Blocks({}), {}
  for _, block in ipairs(blocks) do
    if block.t == "Header" and block.level == level then
      table.insert(parts, { header = block, blocks = pandoc.Blocks({}) })
    elseif #parts == 0 then
      loose:insert(block)
    else
      parts[#parts].blocks:insert(block)
    end
  end
  return loose, parts
end

-- Cards of a .tabset: shown one after another until dashboard.js makes tabs of them.
local function make_tabset(blocks, prefix)
  local panels = pandoc.Blocks({})
  for number, block in ipairs(blocks) do
    if block.t == "Div" then
      block.identifier = block.identifier ~= "" and block.identifier or prefix .. "-" .. number
      block.classes:insert("tab-panel")
      panels:insert(block)
    end
  end
  return pandoc.Blocks({ pandoc.Div(panels, pandoc.Attr("", { "tabset" })) })
end

local function make_part(part, class, level, prefix)
  local header = part.header
  local content = make_blocks(part.blocks, level + 1, prefix)
  if header.classes:includes("tabset") then
    content = make_tabset(content, prefix)
  end
  local classes = { class }
  if header.classes:includes("sidebar") then
    table.insert(classes, "sidebar")
  end
  local attributes = {}
  local width = (header.attributes.width or ""):match("^(%d+)%%$")
  if width then
    attributes.style = "--grow: " .. width
  end
  return pandoc.Div(content, pandoc.Attr("", classes, attributes))
end

make_blocks = function(blocks, level, prefix)
  local loose, parts = split_at(blocks, level)
  local is_row = (level % 2 == 0) == (words.orientation == "rows")
  local class = is_row and "dashboard-row" or "dashboard-column"
  for number, part in ipairs(parts) do
    loose:insert(make_part(part, class, level, prefix .. "-" .. number))
  end
  return loose
end

local function make_page(part)
  local header = part.header
  local content = make_blocks(part.blocks, 2, header.identifier)
  local title = pandoc.Header(2, header.content, pandoc.Attr(header.identifier .. "-title"))
  title.classes:insert("dashboard-page-title")
  content:insert(1, title)
  local tag = '<section id="%s" class="dashboard-page" aria-labelledby="%s-title">'
  content:insert(1, html(tag:format(header.identifier, header.identifier)))
  content:insert(html("</section>"))
  return content
end

local function make_navigation(parts)
  local items = pandoc.List({})
  for _, part in ipairs(parts) do
    local link = pandoc.Link(part.header.content, "#" .. part.header.identifier)
    items:insert({ pandoc.Plain({ link }) })
  end
  return pandoc.MetaBlocks({ pandoc.BulletList(items) })
end

function dashboard.make(document)
  local loose, parts = split_at(document.blocks, 1)
  local blocks = make_boxes(loose)
  for _, part in ipairs(parts) do
    part.blocks = make_boxes(part.blocks)
    blocks:extend(make_page(part))
  end
  document.blocks = blocks
  if #parts > 1 then
    document.meta["dashboard-pages"] = make_navigation(parts)
  end
  return document
end

return dashboard

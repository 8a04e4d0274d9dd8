-- ::: {.callout-note title="…" collapse="true"}

local typst = require("typst")
local words = require("words")

local callouts = {}

-- One colour pair per kind: the rule beside the text, and its ground in print.
local COLOURS = {
  note = { "#0a5a78", "#eef4f7" },
  tip = { "#1b7a5a", "#eef6f2" },
  warning = { "#a3620a", "#fbf4e9" },
  caution = { "#a3620a", "#fbf4e9" },
  important = { "#a8323a", "#fbeff0" },
}

local function find_kind(div)
  for _, class in ipairs(div.classes) do
    local kind = class:match("^callout%-(%a+)$")
    if COLOURS[kind] then
      return kind
    end
  end
end

-- The title is the attribute, else a heading that opens the callout, else the kind's own word.
local function take_title(div, kind)
  if div.attributes.title then
    return pandoc.Inlines(div.attributes.title), div.content
  end
  local first = div.content[1]
  if first and first.t == "Header" then
    local rest = div.content:clone()
    rest:remove(1)
    return first.content, rest
  end
  return pandoc.Inlines(words.callout_title(kind)), div.content
end

local function make_print(kind, title, content)
  local colours = COLOURS[kind]
  local result = pandoc.Blocks({ typst.block("#callout(title: [") })
  result:insert(pandoc.Plain(title))
  local tail = '], icon_color: rgb("%s"), background_color: rgb("%s"), body: ['
  result:insert(typst.block(tail:format(colours[1], colours[2])))
  result:extend(content)
  result:insert(typst.block("])"))
  return result
end

local function make_screen(div, kind, title, content)
  local classes = { "callout", "callout-" .. kind }
  local body = pandoc.Div(content, pandoc.Attr("", { "callout-body" }))
  if div.attributes.collapse then
    local open = div.attributes.collapse == "false" and " open" or ""
    local tag = '<details class="%s"%s><summary class="callout-title">'
    return pandoc.Blocks({
      pandoc.RawBlock("html", tag:format(table.concat(classes, " "), open)),
      pandoc.Plain(title),
      pandoc.RawBlock("html", "</summary>"),
      body,
      pandoc.RawBlock("html", "</details>"),
    })
  end
  local heading = pandoc.Div({ pandoc.Para(title) }, pandoc.Attr("", { "callout-title" }))
  local attr = pandoc.Attr(div.identifier, classes, { role = "note" })
  return pandoc.Div({ heading, body }, attr)
end

function callouts.make(div)
  local kind = find_kind(div)
  if not kind or div.classes:includes("callout") then
    return nil
  end
  local title, content = take_title(div, kind)
  if FORMAT:match("typst") then
    return make_print(kind, title, content)
  end
  return make_screen(div, kind, title, content)
end

return callouts

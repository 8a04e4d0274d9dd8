-- What an HTML page needs beyond Pandoc's own: headings in order below the title, tables that
-- scroll by themselves.

local words = require("words")

local screen = {}

-- The title is the page's only h1, so sections start at h2.
function screen.shift_headings(document)
  return document:walk({
    Header = function(header)
      header.level = math.min(header.level + 1, 6)
      return header
    end,
  })
end

local function caption_text(tbl)
  return pandoc.utils.stringify(pandoc.Pandoc(tbl.caption.long))
end

-- A wide table scrolls in a region of its own that the keyboard can reach; the page does not.
local function make_region(tbl)
  local label = tbl.attributes["aria-label"] or caption_text(tbl)
  if label == "" then
    label = words.of_engine("table")
  end
  -- Pairs, not a Lua table: its order would differ from run to run.
  local attributes = { { "role", "region" }, { "tabindex", "0" }, { "aria-label", label } }
  return pandoc.Div({ tbl }, pandoc.Attr("", { "table-scroll" }, attributes))
end

function screen.finish(document)
  return document:walk({ Table = make_region })
end

return screen

-- What Quarto adds to Pandoc, for the embedded engine: conditional content, numbered sections,
-- cross-references, figures, callouts, columns and dashboards, from the same plain .qmd pages.
-- Real Quarto never runs this file.

local folder = pandoc.path.directory(PANDOC_SCRIPT_FILE)
package.path = pandoc.path.join({ folder, "quarto", "?.lua" }) .. ";" .. package.path

local conditional = require("conditional")
local references = require("references")
local figures = require("figures")
local callouts = require("callouts")
local columns = require("columns")
local screen = require("screen")
local dashboard = require("dashboard")
local words = require("words")

function Pandoc(document)
  words.read(document.meta)
  document = document:walk({ Div = conditional.keep_div, Span = conditional.keep_span })
  local index = references.index_document(document)
  document = document:walk({ Cite = index.resolve })
  document = document:walk({ Div = callouts.make })
  document = document:walk({
    Div = index.make_figure,
    Figure = index.make_captioned_image,
    Table = index.make_table,
  })
  document = document:walk({ Image = figures.describe_image })
  if FORMAT:match("html") then
    document = document:walk({ Div = columns.make })
    if words.is_dashboard then
      document = dashboard.make(document)
    else
      document = screen.shift_headings(document)
    end
    document = screen.finish(document)
  else
    document = document:walk({ Table = figures.unwrap_table })
  end
  return document
end

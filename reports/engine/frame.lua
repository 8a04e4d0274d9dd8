-- The links to other pages and languages go into the header of the page, once, whatever holds them:
-- engine/page.html prints them there. A plain Pandoc filter, listed under `filters:` in the pages, so
-- Quarto and the embedded engine run it alike. The header of Quarto's dashboards is its own, and has
-- no place for them: there they stay where they stand.

local LINKS = { ["language-switch"] = "languages", ["page-links"] = "site" }

local function has_own_header()
  return quarto and quarto.doc.is_format("dashboard")
end

function Pandoc(document)
  if not FORMAT:match("html") or has_own_header() then
    return nil
  end
  local words, found = document.meta["engine-words"], {}
  document = document:walk({
    Div = function(div)
      for class, label in pairs(LINKS) do
        if div.classes:includes(class) then
          div.attributes.role = "navigation"
          div.attributes["aria-label"] = pandoc.utils.stringify(words[label])
          found[class] = div
          return {}
        end
      end
    end,
  })
  for class, div in pairs(found) do
    document.meta[class] = pandoc.MetaBlocks({ div })
  end
  return document
end

-- The words Quarto prints by itself, from the page's language pack and its `crossref` options.

local words = { is_dashboard = false, number_sections = false }

local function text(value)
  return value and pandoc.utils.stringify(value) or nil
end

-- Reads what pipeline/engines.py put into the metadata: `labels` (the language pack), `crossref`
-- (a page's own words), `number-sections` and `engine-format`.
function words.read(meta)
  words.labels = meta.labels or {}
  words.options = meta.crossref or {}
  words.engine = meta["engine-words"] or {}
  words.places = { fig = text(meta["fig-cap-location"]), tbl = text(meta["tbl-cap-location"]) }
  words.number_sections = meta["number-sections"] == true
  words.is_dashboard = text(meta["engine-format"]) == "dashboard"
  words.orientation = text(meta.orientation) or "rows"
end

-- "Figure" in captions (part = "title") or in running text (part = "prefix"). Refuses a word the
-- language pack lacks: nothing falls back to English silently.
function words.find(kind, part)
  local label = words.options[kind .. "-" .. part]
    or words.labels["crossref-" .. kind .. "-" .. part]
    or words.labels["crossref-" .. kind .. "-title"]
  return text(label) or error("the language pack has no crossref-" .. kind .. "-" .. part)
end

-- Where captions stand, from `fig-cap-location` and `tbl-cap-location`.
function words.caption_place(kind)
  return words.places[kind] or (kind == "tbl" and "top" or "bottom")
end

function words.callout_title(kind)
  local label = words.labels["callout-" .. kind .. "-title"]
  return text(label) or error("the language pack has no callout-" .. kind .. "-title")
end

-- Words of the embedded engine's own navigation, from pipeline/messages/<language>/engines.ftl.
function words.of_engine(name)
  return text(words.engine[name]) or error("the engine's words lack " .. name)
end

return words

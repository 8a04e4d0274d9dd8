-- .content-visible and .content-hidden with when-format and unless-format.

local conditional = {}

local FORMATS = { html = { html = true, dashboard = true }, typst = { typst = true, pdf = true } }

local function is_current(format)
  local known = FORMAT:match("typst") and FORMATS.typst or FORMATS.html
  return known[format] == true
end

local function holds(element)
  local wanted = element.attributes["when-format"]
  local unwanted = element.attributes["unless-format"]
  return (wanted == nil or is_current(wanted)) and (unwanted == nil or not is_current(unwanted))
end

local function keep(element)
  local shown
  if element.classes:includes("content-visible") then
    shown = holds(element)
  elseif element.classes:includes("content-hidden") then
    shown = not holds(element)
  else
    return nil
  end
  return shown and element.content or {}
end

conditional.keep_div = keep
conditional.keep_span = keep

return conditional

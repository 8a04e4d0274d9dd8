-- A number and what belongs to it stay on one line: "375-берене", "2014–2017-жылдар", "статья 171",
-- "Article 171", "124 (1997)", "125-1", "5–20", "100 000". The text keeps its plain hyphen, so that it is found and
-- copied as it is read. A plain Pandoc filter, listed under `filters:` in the pages, so Quarto and
-- the embedded engine run it alike; .nobreak is styled by assets/pages.css. A dash stays with the word
-- before it.

local LONGEST = 24 -- letters: longer ones would leave a hole at the end of the line before
local NO_BREAK_SPACE = "\u{a0}"
local ARTICLE = "^%p*%d%d%d?%-%d%p*$" -- 125-1, and no date
local CYRILLIC = "[\xD0-\xD3][\x80-\xBF]"
local NAMES = pandoc.List({
  "№", "ст.", "статья", "статьи", "статье", "статью", "статьёй", "статьей", "статей", "статьям", "статьями",
  "статьях", "берене", "article", "articles", "art.",
})

local function read(inline)
  return inline and pandoc.utils.stringify(inline) or ""
end

local function keep(inlines)
  if FORMAT:match("typst") then
    local kept = pandoc.Inlines({ pandoc.RawInline("typst", "#box[") })
    kept:extend(inlines)
    kept:insert(pandoc.RawInline("typst", "]"))
    return kept
  end
  return pandoc.Inlines({ pandoc.Span(inlines, pandoc.Attr("", { "nobreak" })) })
end

-- A number in a span of its own with its ending: [2023]{data-fact=…}-жылы.
local function is_number_with_ending(inline, following)
  if not following or inline.t ~= "Span" or following.t ~= "Str" then
    return false
  end
  local number, ending = read(inline), following.text
  return number:match("^[%d.,]*%d$") ~= nil and ending:match("^%-" .. CYRILLIC) ~= nil
end

local function is_word_with_number(inline)
  if inline.t ~= "Str" or utf8.len(inline.text) > LONGEST then
    return false
  end
  for _, pattern in ipairs({ "%d%-" .. CYRILLIC, "%d–%d", ARTICLE }) do
    if inline.text:match(pattern) then
      return true
    end
  end
  return false
end

-- "статья 171", be it "(Статья" or a number in a span.
local function is_name_before_number(inline, space, number)
  if inline.t ~= "Str" or not space or (space.t ~= "Space" and space.t ~= "SoftBreak") then
    return false
  end
  local name = pandoc.text.lower(inline.text:gsub("^[%(%[]+", ""))
  return NAMES:includes(name) and read(number):match("^%d") ~= nil
end

-- "100 000": a plain space between thousands.
local function is_number_in_parts(inline, space, rest)
  if inline.t ~= "Str" or not space or space.t ~= "Space" or not rest or rest.t ~= "Str" then
    return false
  end
  local is_end = rest.text:match("^%d%d%d$") or rest.text:match("^%d%d%d%D")
  return inline.text:match("^%d%d?%d?$") ~= nil and is_end ~= nil
end

-- "124 (1997)": an article and the year of its code.
local function is_article_of_code(inline, space, code)
  if inline.t ~= "Str" or not space or space.t ~= "Space" or not code or code.t ~= "Str" then
    return false
  end
  return inline.text:match("^%d%d%d?%-?%d?$") ~= nil and code.text:match("^%([12]%d%d%d%)") ~= nil
end

-- No line begins with a dash: «2014 — 74».
local function is_space_before_dash(inline, following)
  local is_space = inline.t == "Space" or inline.t == "SoftBreak"
  return is_space and following and following.t == "Str" and following.text:match("^—") ~= nil
end

local function keep_numbers(inlines)
  local kept, index = pandoc.Inlines({}), 1
  while inlines[index] do
    local inline, following = inlines[index], inlines[index + 1]
    if is_space_before_dash(inline, following) then
      kept:insert(pandoc.Str(NO_BREAK_SPACE))
    elseif is_number_with_ending(inline, following) then
      kept:extend(keep({ inline, following }))
      index = index + 1
    elseif is_word_with_number(inline) then
      kept:extend(keep({ inline }))
    elseif
      is_name_before_number(inline, following, inlines[index + 2])
      or is_number_in_parts(inline, following, inlines[index + 2])
      or is_article_of_code(inline, following, inlines[index + 2])
    then
      kept:insert(pandoc.Str(inline.text .. NO_BREAK_SPACE))
      index = index + 1
    else
      kept:insert(inline)
    end
    index = index + 1
  end
  return kept
end

-- Titles in the metadata are left as they are: they become the file's own names.
function Pandoc(document)
  document.blocks = document.blocks:walk({ Inlines = keep_numbers })
  return document
end

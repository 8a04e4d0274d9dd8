-- Pieces of Typst source.

local typst = {}

function typst.quote(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"'
end

function typst.block(text)
  return pandoc.RawBlock("typst", text)
end

function typst.inline(text)
  return pandoc.RawInline("typst", text)
end

-- `before`, the blocks, `after`, as one list of blocks.
function typst.surround(before, blocks, after)
  local result = pandoc.Blocks({ typst.block(before) })
  result:extend(blocks)
  result:insert(typst.block(after))
  return result
end

return typst

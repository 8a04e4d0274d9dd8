-- ::: {layout-ncol=2}: the blocks inside fill a grid row by row.

local typst = require("typst")

local columns = {}

local function make_print(div, count)
  local tracks = string.rep("1fr, ", count)
  local result = pandoc.Blocks({ typst.block("#columns-grid((" .. tracks .. "),") })
  for _, block in ipairs(div.content) do
    result:extend(typst.surround("[", { block }, "],"))
  end
  result:insert(typst.block(")"))
  return result
end

function columns.make(div)
  local count = tonumber(div.attributes["layout-ncol"])
  if not count then
    return nil
  end
  div.attributes["layout-ncol"] = nil
  if FORMAT:match("typst") then
    return make_print(div, count)
  end
  -- Tiles have a grid of their own.
  if not div.classes:includes("key-numbers") then
    div.classes:insert("layout-columns")
    div.attributes.style = "--columns: " .. tostring(math.floor(count))
  end
  return div
end

return columns

-- ::: {layout-ncol=2}: the blocks inside fill a grid row by row. In print classes.lua makes it.

local columns = {}

function columns.make(div)
  local count = tonumber(div.attributes["layout-ncol"])
  if not count then
    return nil
  end
  div.attributes["layout-ncol"] = nil
  -- Tiles have a grid of their own.
  if not div.classes:includes("key-numbers") then
    div.classes:insert("layout-columns")
    div.attributes.style = "--columns: " .. tostring(math.floor(count))
  end
  return div
end

return columns

error-bundle-changed = { $file }: хеш sha256 начинается с { $found }. Ожидался { $expected }, как указано в { $lock }. Что делать: восстановите файл командой «git checkout { $file }» или обновите оба файла, как описано в { $lock }.
ui-folds-open = Раскрыть все разделы
ui-folds-close = Свернуть все разделы
ui-fold-table = Показать таблицу
ui-fold-close = Свернуть таблицу
ui-fold-rows = (строк: { $count })
ui-tables-open = Раскрыть все таблицы
ui-tables-close = Свернуть все таблицы

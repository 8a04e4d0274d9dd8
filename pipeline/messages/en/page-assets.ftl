error-bundle-changed = { $file }: its sha256 begins with { $found }. Expected { $expected }, as { $lock } states. Next: restore the file with “git checkout { $file }”, or renew both as { $lock } describes.
ui-folds-open = Open all sections
ui-folds-close = Close all sections
ui-fold-table = Show the table
ui-fold-close = Hide the table
ui-fold-rows = (rows: { $count })
ui-tables-open = Open all tables
ui-tables-close = Close all tables

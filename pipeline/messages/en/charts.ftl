# Words that pages use in the reader's browser (charts, tables, filters) and on charts.
# { $shown }, { $total } and { $name } are filled in by the page itself.

ui-status-not-reported = not reported
ui-status-suppressed = suppressed
ui-status-not-applicable = not applicable

ui-chart-point = { $place }: { $value }
ui-chart-no-script = This chart is drawn by the page’s script, which is switched off. The same figures are in the table beside it.
ui-chart-tools = Download chart: { $name }
ui-chart-svg = Chart as SVG
ui-chart-png = Chart as PNG
ui-chart-empty = Nothing to draw for the chosen filters.

ui-table-tools = Download table: { $name }
ui-table-csv = Table as CSV
ui-table-xlsx = Table as Excel
ui-table-keys = Numbers in this table open their source. Move between them with the arrow keys, open with Enter.

ui-fact-title = Where this number comes from
ui-fact-open = Show where this number comes from
ui-fact-value = Value
ui-fact-unit = Unit
ui-fact-status = Status
ui-fact-edition = Edition
ui-fact-query = Query
ui-fact-sources = Sources
ui-fact-file = File
ui-fact-place = Place in the file
ui-fact-hash = SHA-256
ui-close = Close

ui-filters-title = Filters
ui-filters-all = all
ui-filters-some = { $shown } of { $total }
ui-filters-reset = Show everything
ui-filters-shown = Values shown: { $shown } of { $total }
ui-filters-note = Filters act on charts and tables. Headline figures always show the whole.

-- Columns of registers that were not landed, by file. `sources` holds their headings.
CREATE MACRO quality_dropped(edition) AS TABLE
SELECT source, parse_filename(file) AS file, CAST(count(*) AS DOUBLE) AS value, 'value' AS status,
       list({'file': h.file, 'locator': heading} ORDER BY heading) AS sources
FROM dropped_heading AS h
GROUP BY source, h.file;

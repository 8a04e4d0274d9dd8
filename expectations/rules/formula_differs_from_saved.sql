-- A workbook's formula, computed from its own cells, does not give the value the workbook saved.
SELECT source, file, locator, year, agency, indicator, dimension AS subject,
       saved AS expected, value AS found
FROM agency
WHERE saved IS NOT NULL AND abs(saved - value) > 1e-9
ORDER BY ALL

-- Parts of what the country reported to UNODC, one breakdown at a time, as the publisher gives them.
CREATE MACRO glotip_parts(edition) AS TABLE
SELECT indicator, CAST(year AS VARCHAR) AS year, dimension, category, value, status,
       [{'file': file, 'locator': locator}] AS sources
FROM agency_breakdown
WHERE source = 'unodc_glotip' AND NOT contains(dimension, '+') AND year <= edition;

-- What the country reported to UNODC's Global Report; <5 is suppressed by the publisher.
CREATE MACRO glotip(edition) AS TABLE
SELECT indicator, CAST(year AS VARCHAR) AS year, value, status,
       [{'file': file, 'locator': locator}] AS sources
FROM agency_year
WHERE source = 'unodc_glotip' AND year <= edition;

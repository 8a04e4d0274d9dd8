-- Every telling of an agency's number that more than one source tells, each under its source:
-- where they contradict each other, the reader sees it.
CREATE MACRO agency_told(edition) AS TABLE
SELECT a.source, a.agency, a.indicator, CAST(a.year AS VARCHAR) AS year, a.value, a.status,
       [{'file': a.file, 'locator': a.locator}] AS sources
FROM agency_year AS a
WHERE a.report_year IS NULL AND a.year <= edition
QUALIFY count(*) OVER (PARTITION BY a.agency, a.indicator, a.year) > 1;

-- What was revised from one version of a source to the next: the figure before and after. Regions
-- are left out: counts of persons below national level are under disclosure control.
CREATE MACRO quality_revision(edition) AS TABLE
WITH shown AS (
    SELECT source, agency, indicator, CAST(year AS VARCHAR) AS year,
           CASE dimension WHEN 'total' THEN 'total' ELSE dimension || '.' || category END AS subject,
           version, before, before_status, after, after_status, file, locator
    FROM revision
    WHERE year <= edition AND dimension <> 'region'
), side AS (
    SELECT * EXCLUDE (before, before_status, after, after_status), 'before' AS side,
           before AS value, before_status AS status
    FROM shown
    UNION ALL
    SELECT * EXCLUDE (before, before_status, after, after_status), 'after', after, after_status
    FROM shown
)
SELECT source, agency, indicator, year, subject, version, side, value, status,
       [{'file': file, 'locator': locator}] AS sources
FROM side;

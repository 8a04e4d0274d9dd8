-- Victims by sex, age and form of exploitation, national level, as the Committee publishes them.
-- Regions are left out: counts of persons below national level are under disclosure control.
CREATE MACRO nsc_sdg_parts(edition) AS TABLE
SELECT dimension, category, CAST(year AS VARCHAR) AS year, value, status,
       [{'file': file, 'locator': locator}] AS sources
FROM agency_breakdown
WHERE source = 'nsc_sdg_16_2_2' AND dimension <> 'region' AND year <= edition;

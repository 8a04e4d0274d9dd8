-- How many sources there are.
CREATE MACRO quality_sources(edition) AS TABLE
SELECT 'all' AS scope, CAST(count(DISTINCT source) AS DOUBLE) AS value, 'value' AS status,
       list_sort(list(DISTINCT {'file': 'data/raw/' || source || '/' || file, 'locator': 'source.yaml'})) AS sources
FROM source;

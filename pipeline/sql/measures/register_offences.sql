-- Article entries by offence and year, across the codes: the series that the concordance allows.
-- Where an offence changed its meaning the series breaks; the relation table says where.
CREATE MACRO register_offences(edition) AS TABLE
WITH cell AS (
    SELECT offence, CAST(year AS VARCHAR) AS year, sum(cases) AS entries,
           list(DISTINCT {'file': file, 'locator': 'all rows'}) AS sources
    FROM article_year WHERE is_register AND year <= edition
    GROUP BY ALL
)
SELECT offence, coalesce(year, 'all') AS year, CAST(sum(entries) AS DOUBLE) AS value,
       count_status(sum(entries)) AS status, list_sort(list_distinct(flatten(list(sources)))) AS sources
FROM cell
GROUP BY GROUPING SETS ((offence, year), (offence));

-- Article entries by article and year, with totals over what is reported. A total of which no part
-- is reported is itself not reported.
CREATE MACRO practice_entries(edition) AS TABLE
SELECT coalesce(article, 'all') AS article,
       coalesce(CAST(year AS VARCHAR), 'all') AS year,
       sum(cases) AS value,
       CASE WHEN count(cases) = 0 THEN 'not_reported'
            WHEN sum(cases) = 0 THEN 'zero' ELSE 'value' END AS status,
       list({'file': file, 'locator': locator} ORDER BY file, article, year) AS sources
FROM article_year
WHERE year <= edition
GROUP BY CUBE (article, year);

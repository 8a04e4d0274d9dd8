-- Cases, each once: under an article, the cases with an entry of it; under all, all cases.
-- A case under two articles is counted under both, so articles do not add up to the total.
CREATE MACRO register_cases(edition) AS TABLE
WITH counted AS (
    SELECT coalesce(article_key(code, article), 'all') AS article,
           coalesce(CAST(year AS VARCHAR), 'all') AS year, count(*) AS value
    FROM case_entry WHERE year <= edition
    GROUP BY GROUPING SETS ((code, article, year), (code, article))
    UNION ALL
    SELECT 'all', coalesce(year, 'all'), count(*) FROM register_case(edition) GROUP BY ROLLUP (year)
), cell AS (
    SELECT article, year FROM article_entries(edition, true)
)
SELECT c.article, c.year, CAST(coalesce(n.value, 0) AS DOUBLE) AS value,
       count_status(coalesce(n.value, 0)) AS status, register_sources('charge') AS sources
FROM cell AS c
LEFT JOIN counted AS n USING (article, year)
WHERE (SELECT count(*) FROM register_case(edition)) > 0;

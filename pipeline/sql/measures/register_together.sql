-- Articles charged together: cases that have both; an article with itself: cases under it alone.
CREATE MACRO register_together(edition) AS TABLE
WITH entry AS (
    SELECT case_id, article_key(code, article) AS article FROM case_entry WHERE year <= edition
), single AS (
    SELECT case_id FROM entry GROUP BY case_id HAVING count(*) = 1
), several AS (
    SELECT * FROM entry WHERE case_id NOT IN (SELECT case_id FROM single)
), counted AS (
    SELECT a.article, b.article AS other, count(*) AS value
    FROM several AS a JOIN several AS b ON a.case_id = b.case_id AND a.article <> b.article
    GROUP BY ALL
    UNION ALL
    SELECT article, article, count(*) FROM entry SEMI JOIN single USING (case_id) GROUP BY article
), known AS (
    SELECT DISTINCT article FROM entry
)
SELECT a.article, b.article AS other, CAST(coalesce(n.value, 0) AS DOUBLE) AS value,
       count_status(coalesce(n.value, 0)) AS status, register_sources('charge') AS sources
FROM known AS a
CROSS JOIN known AS b
LEFT JOIN counted AS n ON n.article = a.article AND n.other = b.article
WHERE left(a.article, 4) = left(b.article, 4) OR n.value > 0;

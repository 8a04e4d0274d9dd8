-- Decided charges by article at filing and at verdict; off the diagonal, the charge was requalified.
CREATE MACRO register_requalified(edition) AS TABLE
WITH decided AS (
    SELECT article_key(filing_code, filing_article) AS filing,
           CASE WHEN verdict_offence IS NULL THEN 'other'
                ELSE article_key(verdict_code, verdict_article) END AS verdict_article,
           count(*) AS charges
    FROM charge
    WHERE filing_offence IS NOT NULL AND verdict_article IS NOT NULL AND year <= edition
    GROUP BY ALL
), counted AS (
    SELECT coalesce(filing, 'all') AS filing, coalesce(verdict_article, 'all') AS verdict_article,
           sum(charges) AS charges
    FROM decided
    GROUP BY CUBE (filing, verdict_article)
    HAVING sum(charges) > 0
)
SELECT filing, verdict_article, CAST(coalesce(c.charges, 0) AS DOUBLE) AS value,
       count_status(coalesce(c.charges, 0)) AS status, register_sources('charge') AS sources
FROM (SELECT DISTINCT filing FROM counted) AS f
CROSS JOIN (SELECT DISTINCT verdict_article FROM counted) AS v
LEFT JOIN counted AS c USING (filing, verdict_article)
-- Between two codes there is a cell only where there is a charge: a row left out is none.
WHERE c.charges > 0 OR 'all' IN (f.filing, v.verdict_article) OR v.verdict_article = 'other'
   OR left(f.filing, 4) = left(v.verdict_article, 4);

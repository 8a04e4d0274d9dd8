-- The range of imprisonment of each article of the register, in months, where it is known.
CREATE MACRO register_range_bounds(edition) AS TABLE
WITH known AS (
    SELECT DISTINCT code, article FROM case_entry WHERE year <= edition
)
SELECT article, bound, value, 'value' AS status, sources
FROM (
    UNPIVOT (
        SELECT article_key(k.code, k.article) AS article, 12 * any_value(c.penalty_min_years) AS least,
               12 * any_value(c.penalty_max_years) AS most,
               list({'file': c.file, 'locator': c.locator} ORDER BY c.locator) AS sources
        FROM known AS k
        JOIN concordance AS c ON c.code_year = k.code AND c.article = k.article
        GROUP BY k.code, k.article
    ) ON least, most INTO NAME bound VALUE value
);

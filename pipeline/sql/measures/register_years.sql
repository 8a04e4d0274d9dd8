-- First and last year of the register, up to the edition's year.
CREATE MACRO register_years(edition) AS TABLE
SELECT bound, CAST(CASE bound WHEN 'first' THEN min(year) ELSE max(year) END AS DOUBLE) AS value,
       'value' AS status, register_sources('court_case') AS sources
FROM court_case
CROSS JOIN (SELECT unnest(['first', 'last']) AS bound)
WHERE article IS NOT NULL AND year <= edition
GROUP BY bound;

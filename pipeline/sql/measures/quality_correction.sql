-- A corrected figure: what the source says and what counts instead. Only figures of published
-- tables; what a correction changes in a register of persons is shown nowhere.
CREATE MACRO quality_correction(edition) AS TABLE
SELECT id AS correction, side, TRY_CAST(replace(said, ',', '.') AS DOUBLE) AS value,
       CASE WHEN TRY_CAST(replace(said, ',', '.') AS DOUBLE) = 0 THEN 'zero' ELSE 'value' END AS status,
       [{'file': 'data/raw/' || source || '/' || file, 'locator': place}] AS sources
FROM (
    UNPIVOT (
        SELECT * FROM correction
        WHERE "table" IN ('agency', 'article_year', 'headline') AND "column" IN ('printed', 'value')
    ) ON expected, corrected INTO NAME side VALUE said
)
WHERE TRY_CAST(replace(said, ',', '.') AS DOUBLE) IS NOT NULL;

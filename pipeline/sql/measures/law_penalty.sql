-- Imprisonment in years by offence, code and article, where it was found.
CREATE MACRO law_penalty(edition) AS TABLE
SELECT offence_key AS offence, code_year AS code,
       CASE WHEN article = '' THEN 'unknown' ELSE article END AS article, bound, value,
       'value' AS status, [{'file': file, 'locator': locator}] AS sources
FROM (
    UNPIVOT (
        SELECT offence_key, code_year, article, penalty_min_years AS least,
               penalty_max_years AS most, file, locator
        FROM concordance
    ) ON least, most INTO NAME bound VALUE value
);

-- An agency's total by sex, age and stage of the case, as its own form breaks it down.
CREATE MACRO agency_by(edition) AS TABLE
SELECT b.agency, b.indicator, CAST(b.year AS VARCHAR) AS year, b.dimension, b.category, b.value,
       b.status, [{'file': b.file, 'locator': b.locator}] AS sources
FROM agency_breakdown AS b
JOIN source AS s ON b.file = 'data/raw/' || s.source || '/' || s.file
WHERE b.dimension IN ('sex', 'age', 'stage') AND s.layout = 'form' AND b.year <= edition
QUALIFY dense_rank() OVER (
    PARTITION BY b.agency, b.indicator, b.year
    ORDER BY s.published DESC, s.version DESC, b.source
) = 1;

-- An appeal with the number of an earlier one of the same case.
SELECT row_id FROM (
    SELECT row_id, row_number() OVER (PARTITION BY source, version, case_id, appeal_no ORDER BY row_id) AS number
    FROM appeal WHERE case_id IS NOT NULL
) WHERE number > 1

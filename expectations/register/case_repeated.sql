-- A case number that an earlier row of the same version already has.
SELECT row_id FROM (
    SELECT row_id, row_number() OVER (PARTITION BY source, version, case_id ORDER BY row_id) AS number
    FROM court_case WHERE case_id IS NOT NULL
) WHERE number > 1

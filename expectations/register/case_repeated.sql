-- A case number that an earlier row of the same version already has.
SELECT own.row_id FROM court_case AS own
JOIN (
    SELECT source, version, case_id, min(row_id) AS first FROM court_case
    WHERE case_id IS NOT NULL
    GROUP BY ALL
    HAVING count(*) > 1
) AS repeated
ON own.source = repeated.source
    AND own.version = repeated.version
    AND own.case_id = repeated.case_id
WHERE own.row_id > repeated.first

-- An appeal with the number of an earlier one of the same case.
SELECT own.row_id FROM appeal AS own
JOIN (
    SELECT source, version, case_id, appeal_no, min(row_id) AS first FROM appeal
    WHERE case_id IS NOT NULL
    GROUP BY ALL
    HAVING count(*) > 1
) AS repeated
ON own.source = repeated.source
    AND own.version = repeated.version
    AND own.case_id = repeated.case_id
    AND own.appeal_no IS NOT DISTINCT FROM repeated.appeal_no
WHERE own.row_id > repeated.first

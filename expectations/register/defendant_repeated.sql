-- A defendant whom an earlier row of the same case already names.
SELECT own.row_id FROM defendant AS own
JOIN (
    SELECT version, defendant_id, min(row_id) AS first FROM defendant
    WHERE defendant_id IS NOT NULL
    GROUP BY ALL
    HAVING count(*) > 1
) AS repeated
ON own.version = repeated.version
    AND own.defendant_id = repeated.defendant_id
WHERE own.row_id > repeated.first

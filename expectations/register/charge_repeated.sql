-- A charge with the number of an earlier one of the same defendant.
SELECT own.row_id FROM charge AS own
JOIN (
    SELECT version, defendant_id, charge_no, min(row_id) AS first FROM charge
    WHERE defendant_id IS NOT NULL
    GROUP BY ALL
    HAVING count(*) > 1
) AS repeated
ON own.version = repeated.version
    AND own.defendant_id = repeated.defendant_id
    AND own.charge_no IS NOT DISTINCT FROM repeated.charge_no
WHERE own.row_id > repeated.first

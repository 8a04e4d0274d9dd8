-- A victim whom an earlier row of the same case already names.
SELECT own.row_id FROM victim AS own
JOIN (
    SELECT version, victim_id, min(row_id) AS first FROM victim
    WHERE victim_id IS NOT NULL
    GROUP BY ALL
    HAVING count(*) > 1
) AS repeated
ON own.version = repeated.version
    AND own.victim_id = repeated.victim_id
WHERE own.row_id > repeated.first

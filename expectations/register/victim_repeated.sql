-- A victim whom an earlier row of the same case already names.
SELECT row_id FROM (
    SELECT row_id, row_number() OVER (PARTITION BY version, victim_id ORDER BY row_id) AS number
    FROM victim WHERE victim_id IS NOT NULL
) WHERE number > 1

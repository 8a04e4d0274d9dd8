-- A punishment with the number of an earlier one of the same defendant.
SELECT own.row_id FROM sentence AS own
JOIN (
    SELECT version, defendant_id, sentence_no, min(row_id) AS first FROM sentence
    WHERE defendant_id IS NOT NULL
    GROUP BY ALL
    HAVING count(*) > 1
) AS repeated
ON own.version = repeated.version
    AND own.defendant_id = repeated.defendant_id
    AND own.sentence_no IS NOT DISTINCT FROM repeated.sentence_no
WHERE own.row_id > repeated.first

-- An act later than the day the court received the case.
SELECT row_id FROM charge AS own
JOIN accepted_court_case AS c USING (case_id, version)
WHERE own.date_of_act > c.date_received

-- An article that the concordance knows, but not in the code in force on the day of the act.
SELECT row_id FROM charge AS own
JOIN code_period AS p ON own.date_of_act BETWEEN p.first_day AND p.last_day
WHERE own.article IS NOT NULL
  AND (own.filing_code IS NULL OR own.filing_code <> p.code)
  AND EXISTS (SELECT 1 FROM concordance AS c WHERE c.article = own.article)
  AND NOT EXISTS (
      SELECT 1 FROM concordance AS c WHERE c.article = own.article AND c.code_year = p.code
  )

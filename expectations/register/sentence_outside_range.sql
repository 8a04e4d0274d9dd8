-- Imprisonment shorter or longer than the range of its article in every code that has the article.
-- Parts of an article, attempts and mitigating circumstances have ranges of their own: it is told,
-- nothing is left out.
SELECT row_id FROM sentence AS own
JOIN (
    SELECT article, 12 * min(penalty_min_years) AS least_months,
           12 * max(penalty_max_years) AS most_months
    FROM concordance WHERE article <> '' GROUP BY article
) AS a ON a.article = own.sentence_article
WHERE own.punishment = 'imprisonment'
  AND (own.imprisonment_months < a.least_months OR own.imprisonment_months > a.most_months)

-- Persons with a punishment, by gravest article and gravest punishment: each person once.
CREATE MACRO register_punishments(edition) AS TABLE
SELECT article, named AS punishment, value, status, sources
FROM article_sentences(edition, 'punishment');

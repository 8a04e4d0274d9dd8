-- Persons sentenced to imprisonment, by gravest article and how it is served.
CREATE MACRO register_serving(edition) AS TABLE
SELECT article, named AS serving, value, status, sources
FROM article_sentences(edition, 'serving');

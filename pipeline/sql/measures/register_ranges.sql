-- Persons sentenced to imprisonment of a stated length, by where it lies against the range of the
-- article in the code in force: below, within, above; unknown where the range is not known.
CREATE MACRO register_ranges(edition) AS TABLE
SELECT article, named AS range_position, value, status, sources
FROM article_sentences(edition, 'range_position');

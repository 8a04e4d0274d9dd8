-- What the register's measures share.

-- The files a register table came from, as the sources of a fact.
CREATE MACRO register_sources(name) AS (
    SELECT coalesce(list({'file': file, 'locator': 'all rows'} ORDER BY file), [])
    FROM register_file WHERE "table" = name
);

CREATE MACRO count_status(number) AS CASE WHEN number = 0 THEN 'zero' ELSE 'value' END;

CREATE MACRO article_key(code, article) AS code || '-' || article;

-- Below so many observations a share, a median or an interval is too unsure to be read.
CREATE MACRO least_observations() AS 20;

-- Wilson's score interval at 95 % for `part` of `whole`, in percent (Wilson 1927); share, low, high.
CREATE MACRO wilson(part, whole, bound) AS CASE bound
    WHEN 'share' THEN 100.0 * part / whole
    WHEN 'low' THEN 100.0 * greatest(0, (part + 1.959963984540054 ** 2 / 2
        - 1.959963984540054 * sqrt(part * (whole - part) / whole + 1.959963984540054 ** 2 / 4)
        ) / (whole + 1.959963984540054 ** 2))
    ELSE 100.0 * least(1, (part + 1.959963984540054 ** 2 / 2
        + 1.959963984540054 * sqrt(part * (whole - part) / whole + 1.959963984540054 ** 2 / 4)
        ) / (whole + 1.959963984540054 ** 2))
END;

CREATE MACRO wilson_bounds() AS TABLE SELECT unnest(['share', 'low', 'high']) AS bound;

-- Defendants with a trafficking-related charge, counted by all that the measures tell apart.
CREATE MACRO register_person(edition) AS TABLE
SELECT article_key(code, article) AS article, CAST(year AS VARCHAR) AS year,
       coalesce(sex, 'unknown') AS sex, coalesce(age_group, 'unknown') AS age_group,
       coalesce(citizenship, 'unknown') AS citizenship, coalesce(outcome, 'unknown') AS outcome,
       punishment, coalesce(conditional, 'unknown') AS serving, range_position,
       imprisonment_months IS NOT NULL AS has_months, count(*) AS persons
FROM defendant
WHERE article IS NOT NULL AND year <= edition
GROUP BY ALL;

-- What the sentences of convicted persons say, one trait a row: each person once in every trait.
CREATE MACRO register_sentenced(edition) AS TABLE
SELECT article, 'punishment' AS trait, punishment AS value, persons FROM register_person(edition)
WHERE punishment IS NOT NULL
UNION ALL
SELECT article, 'serving', serving, persons FROM register_person(edition)
WHERE punishment = 'imprisonment'
UNION ALL
SELECT article, 'range_position', range_position, persons FROM register_person(edition)
WHERE range_position IS NOT NULL;

-- Persons by gravest article and the value of one trait of their sentence, with totals.
CREATE MACRO article_sentences(edition, of_trait) AS TABLE
WITH counted AS (
    SELECT coalesce(article, 'all') AS article, coalesce(value, 'all') AS named,
           sum(persons) AS persons
    FROM register_sentenced(edition) WHERE trait = of_trait
    GROUP BY CUBE (article, value)
    HAVING sum(persons) > 0
)
SELECT article, named, CAST(coalesce(c.persons, 0) AS DOUBLE) AS value,
       count_status(coalesce(c.persons, 0)) AS status, register_sources('sentence') AS sources
FROM (SELECT DISTINCT article FROM counted) AS a
CROSS JOIN (SELECT DISTINCT named FROM counted) AS n
LEFT JOIN counted AS c USING (article, named);

-- Victims in cases with a trafficking-related charge, likewise.
CREATE MACRO register_victim(edition) AS TABLE
SELECT article_key(code, article) AS article, CAST(year AS VARCHAR) AS year,
       coalesce(sex, 'unknown') AS sex, coalesce(age_group, 'unknown') AS age_group,
       coalesce(form_of_exploitation, 'unknown') AS form, coalesce(place, 'unknown') AS place,
       CASE WHEN compensation_awarded_som > 0 THEN 'awarded'
            WHEN compensation_claimed_som > 0 THEN 'claimed_only'
            ELSE 'not_claimed' END AS compensation,
       count(*) AS persons
FROM victim
WHERE article IS NOT NULL AND year <= edition
GROUP BY ALL;

-- Cases with a trafficking-related charge.
CREATE MACRO register_case(edition) AS TABLE
SELECT case_id, CAST(year AS VARCHAR) AS year, article_key(code, article) AS article,
       coalesce(region, 'unknown') AS region, date_closed - date_received AS days
FROM court_case
WHERE article IS NOT NULL AND year <= edition;

-- Article entries by article and year, with totals over what is reported: of published tables, or
-- counted from registers, whose articles are named with their code. A total of which no part is
-- reported is itself not reported.
CREATE MACRO article_entries(edition, of_registers) AS TABLE
WITH cell AS (
    SELECT * REPLACE (CASE WHEN of_registers THEN article_key(code, article) ELSE article END AS article)
    FROM article_year
    WHERE year <= edition AND is_register = of_registers
)
SELECT coalesce(article, 'all') AS article,
       coalesce(CAST(year AS VARCHAR), 'all') AS year,
       sum(cases) AS value,
       CASE WHEN count(cases) = 0 THEN 'not_reported'
            WHEN sum(cases) = 0 THEN 'zero' ELSE 'value' END AS status,
       list({'file': file, 'locator': locator} ORDER BY file, article, year) AS sources
FROM cell
GROUP BY CUBE (article, year)
HAVING count(*) > 0;

-- Share of each article, in percent, of two denominators: all article entries, and all cases.
CREATE MACRO article_shares(edition, of_registers, case_total) AS TABLE
WITH entry AS (
    SELECT * FROM article_entries(edition, of_registers)
), total AS (
    SELECT 'entries' AS base, value FROM entry WHERE article = 'all' AND year = 'all'
    UNION ALL
    SELECT 'cases', case_total WHERE case_total IS NOT NULL
)
SELECT e.article, t.base, 100.0 * e.value / t.value AS value, e.status, e.sources
FROM entry AS e
CROSS JOIN total AS t
WHERE e.year = 'all' AND e.article <> 'all' AND t.value > 0;

-- Rows by file and what became of them. The rows of a register count its persons: where the newest
-- edition withholds how many there are, they are not told either.
CREATE MACRO told_intake() AS TABLE
SELECT source, file, fate,
       CASE WHEN bool_or("table" IN ('court_case', 'defendant', 'charge', 'sentence', 'victim', 'appeal'))
             AND EXISTS (
                 SELECT 1 FROM protection
                 WHERE fact IN ('register.persons.all.all.all', 'register.victims.all.all.all')
                   AND fate <> 'told' AND protection.edition = (SELECT max(p.edition) FROM protection AS p)
             )
            THEN NULL ELSE sum(rows) END AS rows
FROM (UNPIVOT intake ON received, accepted, quarantined INTO NAME fate VALUE rows)
GROUP BY source, file, fate;

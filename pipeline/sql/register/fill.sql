-- Register tables from the accepted rows. Year: that of the day the case closed; a pending case is
-- counted in the year it was received.

CREATE TEMP TABLE numbered_case AS
SELECT *, coalesce(year(date_closed), year(date_received)) AS year,
       'data/raw/' || source || '/' || file AS path
FROM accepted_court_case
WHERE is_current;

-- What each article of each code is; the offences beside trafficking are left out.
CREATE TEMP TABLE tip_article AS
SELECT code_year AS code, article, any_value(offence_key) AS offence,
       12 * any_value(penalty_min_years) AS least_months,
       12 * any_value(penalty_max_years) AS most_months
FROM concordance
WHERE article <> ''
  AND offence_key NOT IN (SELECT offence FROM neighbour)
GROUP BY code_year, article;

-- What an article of the general part makes of the offence it is applied to, where it was found.
CREATE TEMP TABLE general_article AS
SELECT code_year AS code, article, offence_key AS meaning
FROM concordance
WHERE article <> '' AND offence_key IN ('preparation', 'attempt', 'complicity');

-- Distinct texts and days are looked up once, then joined: a register has few of them.
CREATE TEMP TABLE general_meaning AS
WITH applied AS (
    SELECT filing_general AS general FROM accepted_charge
    UNION SELECT verdict_general FROM accepted_charge
)
SELECT a.general, g.code, bool_or(g.meaning IN ('attempt', 'preparation')) AS is_attempt,
       bool_or(g.meaning = 'complicity') AS is_complicity
FROM applied AS a
JOIN general_article AS g ON list_contains(string_split(a.general, '; '), g.article)
GROUP BY a.general, g.code;

CREATE TEMP TABLE code_of_day AS
WITH listed AS (
    SELECT date_of_act AS day FROM accepted_charge UNION SELECT date_received FROM numbered_case
)
SELECT d.day, max(p.code) AS code FROM listed AS d
JOIN code_period AS p ON d.day BETWEEN p.first_day AND p.last_day
GROUP BY d.day;

INSERT INTO charge
WITH dated AS (
    SELECT c.*, n.year, n.path AS case_path,
           'data/raw/' || c.source || '/' || c.file AS path,
           d.code AS code_in_force
    FROM accepted_charge AS c
    JOIN numbered_case AS n USING (case_id)
    LEFT JOIN code_of_day AS d ON d.day = coalesce(c.date_of_act, n.date_received)
    WHERE c.is_current
), cited AS (
    SELECT * EXCLUDE (filing_code, verdict_code),
           coalesce(nullif(filing_code, ''), code_in_force) AS filing_code,
           coalesce(nullif(verdict_code, ''), code_in_force) AS verdict_code
    FROM dated
)
SELECT c.case_id, c.defendant_id, c.charge_no, c.date_of_act,
       CASE WHEN c.filing_article IS NOT NULL THEN c.filing_code END,
       c.filing_article, c.filing_part, c.filing_points,
       f.offence,
       c.filing_attempt OR coalesce(fg.is_attempt, false),
       c.filing_complicity OR coalesce(fg.is_complicity, false),
       CASE WHEN c.verdict_article IS NOT NULL THEN c.verdict_code END,
       c.verdict_article, c.verdict_part, c.verdict_points,
       v.offence,
       c.verdict_attempt OR coalesce(vg.is_attempt, false),
       c.verdict_complicity OR coalesce(vg.is_complicity, false),
       c.verdict, c.year, c.source, c.path
FROM cited AS c
LEFT JOIN tip_article AS f ON f.code = c.filing_code AND f.article = c.filing_article
LEFT JOIN tip_article AS v ON v.code = c.verdict_code AND v.article = c.verdict_article
LEFT JOIN general_meaning AS fg ON fg.general = c.filing_general AND fg.code = c.filing_code
LEFT JOIN general_meaning AS vg ON vg.general = c.verdict_general AND vg.code = c.verdict_code
ORDER BY c.case_id, c.defendant_id, c.charge_no;

-- The charge a person or a case is counted under: at filing, at verdict where filing is not given.
CREATE TEMP TABLE tip_charge AS
SELECT c.case_id, c.defendant_id, c.charge_no, c.year, c.source, c.file,
       CASE WHEN c.filing_article IS NULL THEN c.verdict_code ELSE c.filing_code END AS code,
       coalesce(c.filing_article, c.verdict_article) AS article,
       CASE WHEN c.filing_article IS NULL THEN c.verdict_offence ELSE c.filing_offence END AS offence
FROM charge AS c
WHERE CASE WHEN c.filing_article IS NULL THEN c.verdict_offence ELSE c.filing_offence END IS NOT NULL;

INSERT INTO case_entry
SELECT case_id, code, article, any_value(offence), any_value(year), any_value(source), min(file)
FROM tip_charge
GROUP BY case_id, code, article
ORDER BY case_id, code, article;

-- Gravest: the article with the longest imprisonment, then the first charge.
CREATE TEMP TABLE graded_charge AS
SELECT c.*, coalesce(a.most_months, 0) * 1000 - least(charge_no, 999) AS gravity
FROM tip_charge AS c
JOIN tip_article AS a USING (code, article);

CREATE TEMP TABLE gravest_of_case AS
SELECT case_id, unnest(max_by({'code': code, 'article': article, 'offence': offence}, gravity))
FROM graded_charge GROUP BY case_id;

CREATE TEMP TABLE gravest_of_person AS
SELECT case_id, defendant_id,
       unnest(max_by({'code': code, 'article': article, 'offence': offence}, gravity))
FROM graded_charge GROUP BY case_id, defendant_id;

INSERT INTO court_case
SELECT n.case_id, n.court, n.region, n.date_received, n.date_closed, n.year, n.instance,
       n.case_language, g.code, g.article, g.offence, n.source, n.path
FROM numbered_case AS n
LEFT JOIN gravest_of_case AS g USING (case_id)
ORDER BY n.case_id;

-- A sentence's article is the one it names, else the gravest of the person's articles.
INSERT INTO sentence
WITH cited AS (
    SELECT s.*, n.year, 'data/raw/' || s.source || '/' || s.file AS path,
           coalesce(nullif(s.sentence_code, ''), g.code) AS in_code,
           coalesce(s.sentence_article, g.article) AS in_article
    FROM accepted_sentence AS s
    JOIN numbered_case AS n USING (case_id)
    LEFT JOIN gravest_of_person AS g USING (case_id, defendant_id)
    WHERE s.is_current
)
SELECT s.case_id, s.defendant_id, s.sentence_no, s.in_code, s.in_article, s.sentence_part,
       a.offence, s.punishment, s.imprisonment_months, s.fine_som, s.conditional,
       string_split(s.additional_punishment, '; '), string_split(s.mitigating, '; '),
       string_split(s.aggravating, '; '),
       a.least_months, a.most_months,
       CASE WHEN s.punishment <> 'imprisonment' OR s.imprisonment_months IS NULL THEN NULL
            WHEN s.imprisonment_months < a.least_months THEN 'below'
            WHEN s.imprisonment_months > a.most_months THEN 'above'
            WHEN a.least_months IS NULL OR a.most_months IS NULL THEN 'unknown'
            ELSE 'within' END,
       s.year, s.source, s.path
FROM cited AS s
LEFT JOIN tip_article AS a ON a.code = s.in_code AND a.article = s.in_article
ORDER BY s.case_id, s.defendant_id, s.sentence_no;

-- Outcomes and punishments from the lightest to the gravest: of several, the gravest counts.
CREATE TEMP TABLE outcome_of_person AS
SELECT case_id, defendant_id,
       max_by(verdict, list_position(
           ['pending', 'returned', 'terminated', 'acquitted', 'released', 'convicted'], verdict
       )) AS outcome
FROM charge GROUP BY case_id, defendant_id;

CREATE TEMP TABLE punishment_of_person AS
SELECT case_id, defendant_id,
       unnest(max_by({
           'punishment': punishment, 'imprisonment_months': imprisonment_months,
           'conditional': conditional, 'range_position': range_position
       }, 1000000 * list_position(
           ['none', 'other', 'fine', 'community_service', 'correctional_work',
            'restriction_of_liberty', 'imprisonment'], punishment
       ) + coalesce(imprisonment_months, 0)))
FROM sentence GROUP BY case_id, defendant_id;

INSERT INTO defendant
SELECT d.case_id, d.defendant_id, d.sex, d.age_group, d.citizenship,
       g.code, g.article, g.offence, o.outcome, p.punishment, p.imprisonment_months,
       p.conditional, p.range_position, n.year, d.source,
       'data/raw/' || d.source || '/' || d.file
FROM accepted_defendant AS d
JOIN numbered_case AS n USING (case_id)
LEFT JOIN gravest_of_person AS g USING (case_id, defendant_id)
LEFT JOIN outcome_of_person AS o USING (case_id, defendant_id)
LEFT JOIN punishment_of_person AS p USING (case_id, defendant_id)
WHERE d.is_current
ORDER BY d.case_id, d.defendant_id;

INSERT INTO victim
SELECT v.case_id, v.victim_id, v.sex, v.age_group, v.citizenship, v.form_of_exploitation,
       string_split(v.means, '; '), v.place, string_split(v.protection, '; '),
       v.compensation_claimed_som, v.compensation_awarded_som,
       c.code, c.article, c.offence, n.year, v.source, 'data/raw/' || v.source || '/' || v.file
FROM accepted_victim AS v
JOIN numbered_case AS n USING (case_id)
LEFT JOIN gravest_of_case AS c USING (case_id)
WHERE v.is_current
ORDER BY v.case_id, v.victim_id;

INSERT INTO appeal
SELECT a.case_id, a.appeal_no, a.defendant_id, a.instance, a.date_decided, a.result, n.year,
       a.source, 'data/raw/' || a.source || '/' || a.file
FROM accepted_appeal AS a
JOIN numbered_case AS n USING (case_id)
WHERE a.is_current
ORDER BY a.case_id, a.appeal_no;

INSERT INTO register_file
SELECT 'court_case', file FROM court_case GROUP BY file
UNION ALL SELECT 'defendant', file FROM defendant GROUP BY file
UNION ALL SELECT 'charge', file FROM charge GROUP BY file
UNION ALL SELECT 'sentence', file FROM sentence GROUP BY file
UNION ALL SELECT 'victim', file FROM victim GROUP BY file
UNION ALL SELECT 'appeal', file FROM appeal GROUP BY file
ORDER BY ALL;

-- The same table that publications print, counted from the register. An article that has no case in
-- a year in which cases of its code were decided is a zero.
INSERT INTO article_year
WITH cell AS (
    SELECT k.source, k.code, a.article, a.offence, k.year, k.file
    FROM (SELECT source, code, year, min(file) AS file FROM case_entry GROUP BY ALL) AS k
    JOIN (SELECT DISTINCT source, code, article, offence FROM case_entry) AS a
      USING (source, code)
)
SELECT c.source, c.code, c.article, c.offence, c.year, count(e.case_id) AS cases,
       CASE WHEN cases = 0 THEN 'zero' ELSE 'value' END,
       c.file, 'art. ' || c.article || ' (' || c.code || '), ' || c.year, true
FROM cell AS c
LEFT JOIN case_entry AS e USING (source, code, article, year)
GROUP BY ALL
ORDER BY ALL;

-- Register tables from the accepted rows of some cases: all their rows, so that nothing here looks at
-- any other case. Runs once for each part of a register, in the order of the case ids.
--
-- Year: that of the day the case closed; a pending case is counted in the year it was received.

CREATE OR REPLACE TEMP TABLE numbered_case AS
SELECT *, coalesce(year(date_closed), year(date_received)) AS year,
       'data/raw/' || source || '/' || file AS path
FROM accepted_court_case
WHERE is_current;

-- What each article of each code is, and its number; the offences beside trafficking are left out.
CREATE OR REPLACE TEMP TABLE tip_article AS
SELECT code_year AS code, article, any_value(offence_key) AS offence,
       12 * any_value(penalty_min_years) AS least_months,
       12 * any_value(penalty_max_years) AS most_months,
       row_number() OVER (ORDER BY code_year, article) AS article_no
FROM concordance
WHERE article <> ''
  AND offence_key NOT IN (SELECT offence FROM neighbour)
GROUP BY code_year, article;

-- What an article of the general part makes of the offence it is applied to, where it was found.
CREATE OR REPLACE TEMP TABLE general_article AS
SELECT code_year AS code, article, offence_key AS meaning
FROM concordance
WHERE article <> '' AND offence_key IN ('preparation', 'attempt', 'complicity');

-- Distinct texts and days are looked up once, then joined: a register has few of them.
CREATE OR REPLACE TEMP TABLE general_meaning AS
WITH applied AS (
    SELECT filing_general AS general FROM accepted_charge
    UNION SELECT verdict_general FROM accepted_charge
)
SELECT a.general, g.code, bool_or(g.meaning IN ('attempt', 'preparation')) AS is_attempt,
       bool_or(g.meaning = 'complicity') AS is_complicity
FROM applied AS a
JOIN general_article AS g ON list_contains(string_split(a.general, '; '), g.article)
GROUP BY a.general, g.code;

CREATE OR REPLACE TEMP TABLE code_of_day AS
WITH listed AS (
    SELECT date_of_act AS day FROM accepted_charge UNION SELECT date_received FROM numbered_case
)
SELECT d.day, max(p.code) AS code FROM listed AS d
JOIN code_period AS p ON d.day BETWEEN p.first_day AND p.last_day
GROUP BY d.day;

CREATE OR REPLACE TEMP TABLE part_charge AS
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
       CASE WHEN c.filing_article IS NOT NULL THEN c.filing_code END AS filing_code,
       c.filing_article, c.filing_part, c.filing_points,
       f.offence AS filing_offence,
       c.filing_attempt OR coalesce(fg.is_attempt, false) AS filing_attempt,
       c.filing_complicity OR coalesce(fg.is_complicity, false) AS filing_complicity,
       CASE WHEN c.verdict_article IS NOT NULL THEN c.verdict_code END AS verdict_code,
       c.verdict_article, c.verdict_part, c.verdict_points,
       v.offence AS verdict_offence,
       c.verdict_attempt OR coalesce(vg.is_attempt, false) AS verdict_attempt,
       c.verdict_complicity OR coalesce(vg.is_complicity, false) AS verdict_complicity,
       c.verdict, c.year, c.source, c.path AS file
FROM cited AS c
LEFT JOIN tip_article AS f ON f.code = c.filing_code AND f.article = c.filing_article
LEFT JOIN tip_article AS v ON v.code = c.verdict_code AND v.article = c.verdict_article
LEFT JOIN general_meaning AS fg ON fg.general = c.filing_general AND fg.code = c.filing_code
LEFT JOIN general_meaning AS vg ON vg.general = c.verdict_general AND vg.code = c.verdict_code;

INSERT INTO charge BY NAME
SELECT * FROM part_charge ORDER BY case_id, defendant_id, charge_no;

-- The charge a person or a case is counted under: at filing, at verdict where filing is not given.
CREATE OR REPLACE TEMP TABLE tip_charge AS
SELECT c.case_id, c.defendant_id, c.charge_no, c.year, c.source, c.file,
       CASE WHEN c.filing_article IS NULL THEN c.verdict_code ELSE c.filing_code END AS code,
       coalesce(c.filing_article, c.verdict_article) AS article,
       CASE WHEN c.filing_article IS NULL THEN c.verdict_offence ELSE c.filing_offence END AS offence
FROM part_charge AS c
WHERE CASE WHEN c.filing_article IS NULL THEN c.verdict_offence ELSE c.filing_offence END IS NOT NULL;

INSERT INTO case_entry
SELECT case_id, code, article, any_value(offence), any_value(year), any_value(source), min(file)
FROM tip_charge
GROUP BY case_id, code, article
ORDER BY case_id, code, article;

-- Gravest: the article with the longest imprisonment, then the first charge, then the first article
-- of the list. One number says all three, so that the greatest is the same in whatever order rows come.
CREATE OR REPLACE TEMP TABLE gravest_of_person AS
SELECT c.case_id, c.defendant_id,
       max((coalesce(a.most_months, 0)::BIGINT * 1000 + 999 - least(c.charge_no, 999)) * 1000
           + 999 - a.article_no) AS gravity
FROM tip_charge AS c
JOIN tip_article AS a USING (code, article)
GROUP BY c.case_id, c.defendant_id;

CREATE OR REPLACE TEMP TABLE gravest_of_case AS
SELECT case_id, max(gravity) AS gravity FROM gravest_of_person GROUP BY case_id;

CREATE OR REPLACE TEMP MACRO gravest_article(gravity) AS 999 - gravity % 1000;

INSERT INTO court_case
SELECT n.case_id, n.court, n.region, n.date_received, n.date_closed, n.year, n.instance,
       n.case_language, a.code, a.article, a.offence, n.source, n.path
FROM numbered_case AS n
LEFT JOIN gravest_of_case AS g USING (case_id)
LEFT JOIN tip_article AS a ON a.article_no = gravest_article(g.gravity)
ORDER BY n.case_id;

-- A sentence's article is the one it names, else the gravest of the person's articles.
CREATE OR REPLACE TEMP TABLE part_sentence AS
WITH cited AS (
    SELECT s.*, n.year, 'data/raw/' || s.source || '/' || s.file AS path,
           coalesce(nullif(s.sentence_code, ''), a.code) AS in_code,
           coalesce(s.sentence_article, a.article) AS in_article
    FROM accepted_sentence AS s
    JOIN numbered_case AS n USING (case_id)
    LEFT JOIN gravest_of_person AS g USING (case_id, defendant_id)
    LEFT JOIN tip_article AS a ON a.article_no = gravest_article(g.gravity)
    WHERE s.is_current
)
SELECT s.case_id, s.defendant_id, s.sentence_no, s.in_code AS code, s.in_article AS article,
       s.sentence_part AS part, a.offence, s.punishment, s.imprisonment_months, s.fine_som,
       s.conditional, string_split(s.additional_punishment, '; ') AS additional_punishment,
       string_split(s.mitigating, '; ') AS mitigating,
       string_split(s.aggravating, '; ') AS aggravating,
       a.least_months, a.most_months,
       CASE WHEN s.punishment <> 'imprisonment' OR s.imprisonment_months IS NULL THEN NULL
            WHEN s.imprisonment_months < a.least_months THEN 'below'
            WHEN s.imprisonment_months > a.most_months THEN 'above'
            WHEN a.least_months IS NULL OR a.most_months IS NULL THEN 'unknown'
            ELSE 'within' END AS range_position,
       s.year, s.source, s.path AS file
FROM cited AS s
LEFT JOIN tip_article AS a ON a.code = s.in_code AND a.article = s.in_article;

INSERT INTO sentence BY NAME
SELECT * FROM part_sentence ORDER BY case_id, defendant_id, sentence_no;

-- Outcomes and punishments from the lightest to the gravest: of several, the gravest counts, and of
-- equally grave punishments the first.
CREATE OR REPLACE TEMP TABLE outcome_of_person AS
SELECT case_id, defendant_id,
       max_by(verdict, list_position(
           ['pending', 'returned', 'terminated', 'acquitted', 'released', 'convicted'], verdict
       )) AS outcome
FROM part_charge GROUP BY case_id, defendant_id;

CREATE OR REPLACE TEMP TABLE punishment_of_person AS
SELECT case_id, defendant_id,
       unnest(max_by({
           'punishment': punishment, 'imprisonment_months': imprisonment_months,
           'conditional': conditional, 'range_position': range_position
       }, 1000000 * list_position(
           ['none', 'other', 'fine', 'community_service', 'correctional_work',
            'restriction_of_liberty', 'imprisonment'], punishment
       ) + coalesce(imprisonment_months, 0) - least(sentence_no, 999) / 1000))
FROM part_sentence GROUP BY case_id, defendant_id;

INSERT INTO defendant
SELECT d.case_id, d.defendant_id, d.sex, d.age_group, d.citizenship,
       a.code, a.article, a.offence, o.outcome, p.punishment, p.imprisonment_months,
       p.conditional, p.range_position, n.year, d.source,
       'data/raw/' || d.source || '/' || d.file
FROM accepted_defendant AS d
JOIN numbered_case AS n USING (case_id)
LEFT JOIN gravest_of_person AS g USING (case_id, defendant_id)
LEFT JOIN tip_article AS a ON a.article_no = gravest_article(g.gravity)
LEFT JOIN outcome_of_person AS o USING (case_id, defendant_id)
LEFT JOIN punishment_of_person AS p USING (case_id, defendant_id)
WHERE d.is_current
ORDER BY d.case_id, d.defendant_id;

INSERT INTO victim
SELECT v.case_id, v.victim_id, v.sex, v.age_group, v.citizenship, v.form_of_exploitation,
       string_split(v.means, '; '), v.place, string_split(v.protection, '; '),
       v.compensation_claimed_som, v.compensation_awarded_som,
       a.code, a.article, a.offence, n.year, v.source, 'data/raw/' || v.source || '/' || v.file
FROM accepted_victim AS v
JOIN numbered_case AS n USING (case_id)
LEFT JOIN gravest_of_case AS g USING (case_id)
LEFT JOIN tip_article AS a ON a.article_no = gravest_article(g.gravity)
WHERE v.is_current
ORDER BY v.case_id, v.victim_id;

INSERT INTO appeal
SELECT a.case_id, a.appeal_no, a.defendant_id, a.instance, a.date_decided, a.result, n.year,
       a.source, 'data/raw/' || a.source || '/' || a.file
FROM accepted_appeal AS a
JOIN numbered_case AS n USING (case_id)
WHERE a.is_current
ORDER BY a.case_id, a.appeal_no;

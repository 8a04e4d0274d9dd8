-- The store's tables, from the accepted tables registered as accepted_<name>. Sorted, so that the
-- same rows always give the same Parquet.

CREATE TABLE source AS
SELECT * FROM accepted_source ORDER BY source, file;

CREATE TABLE article_year AS
SELECT source, code, article, offence, year, value AS cases, status,
       'data/raw/' || source || '/' || file AS file, locator, false AS is_register
FROM accepted_article_year
ORDER BY source, code, article, year;

CREATE TABLE agency_year AS
SELECT agency, indicator, year, value, status, label AS note, report_year, source,
       'data/raw/' || source || '/' || file AS file, locator
FROM accepted_agency
WHERE is_current AND dimension = 'total'
ORDER BY source, agency, indicator, report_year NULLS FIRST, year;

CREATE TABLE agency_breakdown AS
SELECT agency, indicator, year, dimension, category, value, status, label AS note, report_year,
       source, 'data/raw/' || source || '/' || file AS file, locator
FROM accepted_agency
WHERE is_current AND dimension <> 'total'
ORDER BY source, agency, indicator, report_year NULLS FIRST, year, dimension, category;

CREATE TABLE agency_version AS
SELECT agency, indicator, year, dimension, category, version, is_current, value, status, source,
       'data/raw/' || source || '/' || file AS file, locator
FROM accepted_agency
WHERE version <> ''
ORDER BY source, version, agency, indicator, year, dimension, category;

CREATE TABLE headline AS
SELECT id, value, status, unit, qualifier, period_start, period_end, topic, source,
       'data/raw/' || source || '/' || file AS file, locator
FROM accepted_headline
ORDER BY id;

CREATE TABLE concordance AS
SELECT offence_key, code_year, article, title_en, title_ru, title_ky,
       TRY_CAST(nullif(penalty_min_years, '') AS DOUBLE) AS penalty_min_years,
       TRY_CAST(nullif(penalty_max_years, '') AS DOUBLE) AS penalty_max_years,
       TRY_CAST(nullif(in_force_from, '') AS DATE) AS in_force_from,
       TRY_CAST(nullif(in_force_to, '') AS DATE) AS in_force_to,
       source_url, confidence,
       'data/raw/' || source || '/' || file AS file, locator
FROM accepted_concordance
ORDER BY offence_key, code_year, article;

CREATE TABLE relation AS
SELECT offence_key, from_code, to_code, relation, confidence, source_note,
       'data/raw/' || source || '/' || file AS file, locator
FROM accepted_relation
ORDER BY offence_key, from_code;

CREATE TABLE claim AS
SELECT * EXCLUDE (sha256, version, is_current, file),
       'data/raw/' || source || '/' || file AS file
FROM accepted_claim
ORDER BY id;

CREATE TABLE verdict AS
SELECT * FROM found_verdict ORDER BY source, file, "table", "check";

CREATE TABLE finding AS
SELECT * FROM found_finding ORDER BY rule, source, year, agency, indicator, subject;

CREATE TABLE intake AS
SELECT * FROM found_intake ORDER BY source, file, "table";

-- Every change of a figure from one version of its source to the next that speaks of it.
CREATE TABLE revision AS
WITH told AS (
    SELECT *, lag(version) OVER versions AS before_version, lag(value) OVER versions AS before,
           lag(status) OVER versions AS before_status
    FROM agency_version
    WINDOW versions AS (
        PARTITION BY source, agency, indicator, year, dimension, category ORDER BY version
    )
)
SELECT source, agency, indicator, year, dimension, category, before_version, version,
       before, before_status, value AS after, status AS after_status,
       CASE WHEN before IS NULL THEN 'added' WHEN value IS NULL THEN 'withdrawn'
            ELSE 'changed' END AS kind,
       file, locator
FROM told
WHERE before_version IS NOT NULL AND before IS DISTINCT FROM value
ORDER BY source, version, agency, indicator, year, dimension, category;

-- Rows held back: where and why. Their cells stay in data/validated/, and go no further.
CREATE TABLE quarantine AS
SELECT "table", source, file, locator, reasons
FROM found_quarantine ORDER BY source, file, "table", locator, reasons;

-- Headings of registers' columns that were not landed; what stands in them never left the file.
CREATE TABLE dropped_heading AS
SELECT source, 'data/raw/' || source || '/' || file AS file, heading
FROM found_dropped_heading ORDER BY source, file, heading;

CREATE TABLE correction AS
SELECT * FROM found_correction ORDER BY source, id;

-- Filled once all measures are there: it is solved over all tables of all editions together.
CREATE TABLE protection (edition BIGINT, fact VARCHAR, population VARCHAR, fate VARCHAR);

CREATE TABLE disclosure_bound (
    edition BIGINT, fact VARCHAR, population VARCHAR,
    lower BIGINT, upper BIGINT, width BIGINT, required BIGINT, holds BOOLEAN
);

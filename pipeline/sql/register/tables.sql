-- The tables of case registers. They are always there, empty where no register was landed, so that
-- every measure has an answer. Persons are keyed; names and docket numbers were dropped at landing.

CREATE TABLE court_case (
    case_id VARCHAR, court VARCHAR, region VARCHAR, date_received DATE, date_closed DATE,
    year BIGINT, instance VARCHAR, case_language VARCHAR,
    code VARCHAR, article VARCHAR, offence VARCHAR, source VARCHAR, file VARCHAR
);

CREATE TABLE defendant (
    case_id VARCHAR, defendant_id VARCHAR, sex VARCHAR, age_group VARCHAR, citizenship VARCHAR,
    code VARCHAR, article VARCHAR, offence VARCHAR, outcome VARCHAR, punishment VARCHAR,
    imprisonment_months DOUBLE, conditional VARCHAR, range_position VARCHAR,
    year BIGINT, source VARCHAR, file VARCHAR
);

CREATE TABLE charge (
    case_id VARCHAR, defendant_id VARCHAR, charge_no BIGINT, date_of_act DATE,
    filing_code VARCHAR, filing_article VARCHAR, filing_part VARCHAR, filing_points VARCHAR,
    filing_offence VARCHAR, filing_attempt BOOLEAN, filing_complicity BOOLEAN,
    verdict_code VARCHAR, verdict_article VARCHAR, verdict_part VARCHAR, verdict_points VARCHAR,
    verdict_offence VARCHAR, verdict_attempt BOOLEAN, verdict_complicity BOOLEAN,
    verdict VARCHAR, year BIGINT, source VARCHAR, file VARCHAR
);

CREATE TABLE sentence (
    case_id VARCHAR, defendant_id VARCHAR, sentence_no BIGINT,
    code VARCHAR, article VARCHAR, part VARCHAR, offence VARCHAR, punishment VARCHAR,
    imprisonment_months DOUBLE, fine_som DOUBLE, conditional VARCHAR,
    additional_punishment VARCHAR[], mitigating VARCHAR[], aggravating VARCHAR[],
    least_months DOUBLE, most_months DOUBLE, range_position VARCHAR,
    year BIGINT, source VARCHAR, file VARCHAR
);

CREATE TABLE victim (
    case_id VARCHAR, victim_id VARCHAR, sex VARCHAR, age_group VARCHAR, citizenship VARCHAR,
    form_of_exploitation VARCHAR, means VARCHAR[], place VARCHAR, protection VARCHAR[],
    compensation_claimed_som DOUBLE, compensation_awarded_som DOUBLE,
    code VARCHAR, article VARCHAR, offence VARCHAR, year BIGINT, source VARCHAR, file VARCHAR
);

CREATE TABLE appeal (
    case_id VARCHAR, appeal_no BIGINT, defendant_id VARCHAR, instance VARCHAR, date_decided DATE,
    result VARCHAR, year BIGINT, source VARCHAR, file VARCHAR
);

-- One row per article of a case: a case under three articles makes three entries.
CREATE TABLE case_entry (
    case_id VARCHAR, code VARCHAR, article VARCHAR, offence VARCHAR, year BIGINT,
    source VARCHAR, file VARCHAR
);

CREATE TABLE register_file ("table" VARCHAR, file VARCHAR);

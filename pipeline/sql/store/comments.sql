COMMENT ON TABLE article_year IS 'Article entries by article of the Criminal Code and year, as published. One case under three articles makes three entries.';
COMMENT ON COLUMN article_year.source IS 'Folder below data/raw/';
COMMENT ON COLUMN article_year.code IS 'Year of the Criminal Code: 1997, 2017 or 2021';
COMMENT ON COLUMN article_year.article IS 'Article number as printed; aliases are in concordance';
COMMENT ON COLUMN article_year.offence IS 'Offence, the key of concordance';
COMMENT ON COLUMN article_year.year IS 'Calendar year';
COMMENT ON COLUMN article_year.cases IS 'Unit: article entries. NULL where status is not value or zero';
COMMENT ON COLUMN article_year.status IS 'value, zero, not_reported, suppressed, not_applicable';
COMMENT ON COLUMN article_year.file IS 'Source file, from the project folder';
COMMENT ON COLUMN article_year.locator IS 'Place in the source';
COMMENT ON COLUMN article_year.is_register IS 'Counted here from a register of cases, not published as a table';

COMMENT ON TABLE agency_year IS 'Yearly totals as each agency or publisher gives them; nothing is averaged or filled in.';
COMMENT ON COLUMN agency_year.agency IS 'nsc, moi_gpo, us_tip (as the UNODC report tabulates them, or the publisher itself: see source), unodc_glotip';
COMMENT ON COLUMN agency_year.indicator IS 'What is counted; units: *_cases cases, *_persons and victims* persons, *_per_100k per 100 000 inhabitants';
COMMENT ON COLUMN agency_year.year IS 'Calendar year the figure speaks of';
COMMENT ON COLUMN agency_year.value IS 'NULL where status is not value or zero';
COMMENT ON COLUMN agency_year.status IS 'value, zero, not_reported, suppressed, not_applicable';
COMMENT ON COLUMN agency_year.note IS 'The source''s own label, or a caveat';
COMMENT ON COLUMN agency_year.report_year IS 'Year of the yearly report the figure is printed in; NULL for other sources';
COMMENT ON COLUMN agency_year.source IS 'Folder below data/raw/';

COMMENT ON TABLE agency_breakdown IS 'Parts of the yearly totals; crossed dimensions are joined by +.';
COMMENT ON COLUMN agency_breakdown.dimension IS 'sex, age, region (ISO 3166-2:KG), form_of_exploitation, citizenship, or several joined by +';
COMMENT ON COLUMN agency_breakdown.category IS 'Category of the dimension';
COMMENT ON COLUMN agency_breakdown.value IS 'NULL where status is not value or zero';
COMMENT ON COLUMN agency_breakdown.source IS 'Folder below data/raw/';

COMMENT ON TABLE agency_version IS 'Every dated version of a source''s figures; the newest counts, the older ones are its history.';
COMMENT ON COLUMN agency_version.version IS 'Date of the version, ISO 8601';

COMMENT ON TABLE headline IS 'Figures stated in a report''s text, each with its qualifier (exact, over, at_least, about, up_to).';
COMMENT ON COLUMN headline.unit IS 'Unit of value';

COMMENT ON TABLE concordance IS 'Which article of each code covers an offence. Empty: not found. A lawyer must confirm it before use in a decision.';
COMMENT ON COLUMN concordance.penalty_min_years IS 'Least imprisonment in years, where found';
COMMENT ON COLUMN concordance.penalty_max_years IS 'Most imprisonment in years, where found';
COMMENT ON COLUMN concordance.confidence IS 'high, medium, low';
COMMENT ON COLUMN concordance.source_url IS 'Where the row was found';

COMMENT ON TABLE relation IS 'How an offence of one code relates to the next code: same, changed, split, merged, new, ended, unknown.';

COMMENT ON TABLE source IS 'Every source file: hash, version, publisher, licence.';
COMMENT ON COLUMN source.sha256 IS 'SHA-256 of the file as received';

COMMENT ON TABLE claim IS 'Published claims, each an expression over facts; recomputed by analyse.';
COMMENT ON COLUMN claim.published IS 'The value as published, in unit';
COMMENT ON COLUMN claim.expression IS 'How it is recomputed; empty where it cannot be';

COMMENT ON TABLE verdict IS 'What each check says of each file.';
COMMENT ON TABLE finding IS 'What the rules across rows and tables found.';
COMMENT ON TABLE intake IS 'Rows received, accepted and quarantined, by file: received = accepted + quarantined.';

COMMENT ON TABLE revision IS 'Every change of a figure from one dated version of its source to the next: added, changed or withdrawn.';
COMMENT ON COLUMN revision.before IS 'Figure in the version before; NULL where it had none';
COMMENT ON COLUMN revision.after IS 'Figure in the newer version; NULL where it has none';
COMMENT ON TABLE quarantine IS 'Rows held back, with place and reasons; their cells are in data/validated/ only.';
COMMENT ON TABLE dropped_heading IS 'Headings of registers’ columns that were not landed: names, and columns the form does not know.';
COMMENT ON TABLE correction IS 'Declared corrections of sources: agreed ones are applied, proposed and withdrawn ones are only shown.';
COMMENT ON COLUMN correction.expected IS 'The guard: what the source says at that place';
COMMENT ON COLUMN correction.corrected IS 'What counts instead; NULL where the row is left out';

COMMENT ON TABLE protection IS 'Counts under disclosure control and what becomes of each, decided for all editions together.';
COMMENT ON COLUMN protection.fact IS 'Id of the fact that would tell the count';
COMMENT ON COLUMN protection.fate IS 'told; small: below the smallest count that may be told (primary suppression); linked: withheld so that small ones cannot be computed (complementary suppression)';
COMMENT ON TABLE disclosure_bound IS 'What can be inferred of each withheld count from everything published: the result of the audit.';
COMMENT ON COLUMN disclosure_bound.lower IS 'Smallest count that fits everything published, in the unit of the fact';
COMMENT ON COLUMN disclosure_bound.upper IS 'Largest count that fits everything published; NULL where nothing limits it';
COMMENT ON COLUMN disclosure_bound.required IS 'Width that the interval must have';

COMMENT ON TABLE court_case IS 'Cases of a court register, one row per case. Source: the register''s sheet "cases". Unit: event (IC-TIP).';
COMMENT ON COLUMN court_case.case_id IS 'HMAC-SHA256 of the docket number, 16 hexadecimal digits';
COMMENT ON COLUMN court_case.court IS 'Name of the court, as in the register';
COMMENT ON COLUMN court_case.region IS 'ISO 3166-2:KG; the city of Osh is KG-GO from 31 October 2014';
COMMENT ON COLUMN court_case.date_received IS 'Day the court received the case';
COMMENT ON COLUMN court_case.date_closed IS 'Day the proceedings closed; NULL while pending';
COMMENT ON COLUMN court_case.year IS 'Year closed; of a pending case, the year received';
COMMENT ON COLUMN court_case.instance IS 'first, appeal, cassation';
COMMENT ON COLUMN court_case.case_language IS 'ky or ru';
COMMENT ON COLUMN court_case.code IS 'Code of the gravest trafficking-related charge at filing';
COMMENT ON COLUMN court_case.article IS 'Article of that charge; NULL if no charge is trafficking-related';
COMMENT ON COLUMN court_case.offence IS 'Offence of that charge, the key of concordance';
COMMENT ON COLUMN court_case.source IS 'Folder below data/raw/';
COMMENT ON COLUMN court_case.file IS 'Source file, from the project folder';

COMMENT ON TABLE defendant IS 'Defendants, one row per defendant of a case. Source: sheet "defendants". Unit: perpetrator (IC-TIP).';
COMMENT ON COLUMN defendant.defendant_id IS 'HMAC-SHA256 of case and defendant number, 16 hexadecimal digits';
COMMENT ON COLUMN defendant.sex IS 'male, female, unknown';
COMMENT ON COLUMN defendant.age_group IS 'Age group, years';
COMMENT ON COLUMN defendant.citizenship IS 'Country code, other, stateless, unknown';
COMMENT ON COLUMN defendant.article IS 'Article of the gravest trafficking-related charge at filing: each person is counted under one article';
COMMENT ON COLUMN defendant.offence IS 'Offence of that charge, the key of concordance';
COMMENT ON COLUMN defendant.outcome IS 'convicted, released, acquitted, terminated, returned, pending: the gravest over the charges';
COMMENT ON COLUMN defendant.punishment IS 'Gravest punishment imposed; NULL if none was';
COMMENT ON COLUMN defendant.imprisonment_months IS 'Longest imprisonment imposed, months';
COMMENT ON COLUMN defendant.conditional IS 'How imprisonment is served: served, suspended, probation';
COMMENT ON COLUMN defendant.range_position IS 'That imprisonment against the range of its article: below, within, above, unknown';
COMMENT ON COLUMN defendant.year IS 'Year of the case';

COMMENT ON TABLE charge IS 'Charges, one row per charge against a defendant, at filing and at verdict. Source: sheet "charges".';
COMMENT ON COLUMN charge.date_of_act IS 'Day of the act; decides which code applies';
COMMENT ON COLUMN charge.filing_code IS 'Year of the code: as cited, else the one in force on the day of the act';
COMMENT ON COLUMN charge.filing_article IS 'Article charged at filing; NULL if not given';
COMMENT ON COLUMN charge.filing_offence IS 'Offence, the key of concordance; NULL if the article is not in it';
COMMENT ON COLUMN charge.verdict_article IS 'Article at verdict; NULL if not given';
COMMENT ON COLUMN charge.verdict IS 'convicted, acquitted, terminated, returned, released, pending';
COMMENT ON COLUMN charge.year IS 'Year of the case';

COMMENT ON TABLE sentence IS 'Punishments imposed, one row each. Source: sheet "sentences".';
COMMENT ON COLUMN sentence.imprisonment_months IS 'Unit: months';
COMMENT ON COLUMN sentence.fine_som IS 'Unit: som';
COMMENT ON COLUMN sentence.least_months IS 'Least imprisonment the article allows, months (concordance); NULL if not known';
COMMENT ON COLUMN sentence.most_months IS 'Most imprisonment the article allows, months (concordance); NULL if not known';
COMMENT ON COLUMN sentence.range_position IS 'below, within, above that range; unknown if a bound it needs is not known';
COMMENT ON COLUMN sentence.additional_punishment IS 'Additional punishments';
COMMENT ON COLUMN sentence.mitigating IS 'Mitigating circumstances named in the sentence';
COMMENT ON COLUMN sentence.aggravating IS 'Aggravating circumstances named in the sentence';
COMMENT ON COLUMN sentence.year IS 'Year of the case';

COMMENT ON TABLE victim IS 'Victims, one row per victim of a case. Source: sheet "victims". Unit: victim (IC-TIP).';
COMMENT ON COLUMN victim.victim_id IS 'HMAC-SHA256 of case and victim number, 16 hexadecimal digits';
COMMENT ON COLUMN victim.means IS 'Means by which the victim was controlled';
COMMENT ON COLUMN victim.protection IS 'Protection measures in the trial';
COMMENT ON COLUMN victim.compensation_claimed_som IS 'Unit: som; NULL if none was claimed';
COMMENT ON COLUMN victim.compensation_awarded_som IS 'Unit: som; NULL if none was awarded';
COMMENT ON COLUMN victim.article IS 'Gravest article of the case: each victim is counted under one article';
COMMENT ON COLUMN victim.year IS 'Year of the case';

COMMENT ON TABLE appeal IS 'Appeals and cassation, one row each. Source: sheet "appeals".';
COMMENT ON COLUMN appeal.defendant_id IS 'Whose appeal it is; NULL if not given';
COMMENT ON COLUMN appeal.result IS 'What the higher court decided';
COMMENT ON COLUMN appeal.year IS 'Year of the case, not of the appeal';

COMMENT ON TABLE case_entry IS 'Article entries: one row per trafficking-related article of a case, at filing (at verdict where filing is not given).';
COMMENT ON COLUMN case_entry.year IS 'Year of the case';

COMMENT ON TABLE register_file IS 'Which files each register table came from.';

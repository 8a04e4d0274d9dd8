# The digest. Markdown is allowed; numbers come only as arguments.
digest-title = Trafficking in persons: judicial practice in the Kyrgyz Republic
digest-subtitle = Digest, edition { $edition }
digest-running-title = Trafficking in persons: digest, edition { $edition }
digest-publisher = tip-digest: validated, replicated and published statistics
digest-data-date = Newest source file: { $newest }. Every figure at hand that speaks of { $edition } or an earlier year.
digest-cover-note = Numbers come from published sources and are shown as published. Where agencies disagree, each figure stands under its own name. A missing number is never a zero.

section-new = What is new in this edition
section-articles = Cases under each article
section-article-list = Article by article
section-persons = Persons by sex
section-agencies = The agencies compared
section-agency-definitions = What each source counts
section-us-editions = The US TIP Report against itself
section-glotip = What was reported to UNODC
section-victims = Victims of trafficking in persons
section-revisions = What was revised
section-law = The law: three codes, three numberings
section-missing = What this edition cannot show
section-quality = Data quality in short
section-replication = Published figures, recomputed
section-method = Sources and method
section-glossary = Glossary

# The most important sentence.
lead-practice = Courts heard { $cases ->
    [one] { $cases } case
   *[other] { $cases } cases
  } of trafficking-related crime in 2014–2017. { $brothels } of the article entries concerned the keeping of brothels and { $trafficking } trafficking in persons as such.
lead-agencies = Three sources give three counts of the trafficking cases registered in { $edition }: { $nsc } (National Statistical Committee), { $moi } (Ministry of Interior and Prosecutor General’s Office) and { $us } (US TIP Report).
lead-victims = The National Statistical Committee counted { $victims ->
    [one] { $victims } victim
   *[other] { $victims } victims
  } of trafficking in persons in { $edition }, after { $before } in { $last }.
lead-none = No source at hand speaks of { $edition } itself. This edition repeats what is known of earlier years.

# Key numbers: the line under each number.
key-cases = court cases read for 2014–2017, under nine articles
key-entries = article entries in those cases: one case can fall under several articles
key-persons = persons in those cases
key-share-261 = of the entries: keeping brothels (Art. 261)
key-share-124 = of the entries: trafficking in persons as such (Art. 124)
key-registered-nsc = cases registered in { $edition }: National Statistical Committee
key-registered-moi = cases registered in { $edition }: Ministry of Interior and Prosecutor General’s Office
key-registered-us = cases registered in { $edition }: US TIP Report, as printed by UNODC
key-victims = victims in { $edition }: National Statistical Committee
key-victims-before = victims in { $last }: National Statistical Committee
key-convictions-us = convictions in { $edition }: US TIP Report { $report }

# What is new: one sentence each.
new-practice = **Court cases.** The analysis of judicial practice covers 2014–2017: { $entries } article entries in { $cases ->
    [one] { $cases } case
   *[other] { $cases } cases
  }, { $persons ->
    [one] { $persons } person
   *[other] { $persons } persons
  }. Entries by year: { $y2014 } in 2014, { $y2015 } in 2015, { $y2016 } in 2016 and { $y2017 } in 2017.
new-practice-old = **Court cases.** Nothing new: the last year with counts by article is 2017. The Supreme Court and the Judicial Department could supply the years since.
new-registered = **Registered cases.** { $nsc } in { $edition } by the National Statistical Committee ({ $nsc_before } in { $last }), { $moi } by the Ministry of Interior and the Prosecutor General’s Office ({ $moi_before } in { $last }), { $us } by the US TIP Report ({ $us_before } in { $last }).
new-registered-none = **Registered cases.** No source at hand gives registered cases for { $edition }; the last year with all three series is { $latest }.
new-victims = **Victims.** The National Statistical Committee counts { $victims ->
    [one] { $victims } victim
   *[other] { $victims } victims
  } for { $edition }; for { $last } it counts { $before }.
new-victims-parts = By sex: { $male } men, { $female } women. By age: { $children } under 18.
new-us = **US TIP Report { $report }** gives for { $edition }: { $convictions ->
    [one] { $convictions } conviction
   *[other] { $convictions } convictions
  }.
new-us-victims = The same report says that { $identified ->
    [0] no victim was identified
    [one] { $identified } victim was identified
   *[other] { $identified } victims were identified
  }; the National Statistical Committee counts { $victims } for the same year. Both figures stand; nothing at hand explains the gap.
new-revised = **Revised.** In its newest workbook the National Statistical Committee changed its own totals of victims: [Table @tbl-sdg-versions] shows from what to what.
new-claims = **Checked.** Of { $all } published statements recomputed for this edition, { $reproduced } are reproduced, { $differs } differ and { $unchecked } cannot be checked with the data at hand ([details](#sec-replication)).

# Cases under each article.
articles-intro = The table counts *article entries*. A case tried under two articles is one case and two entries, so the entries ({ $entries }) are more than the cases ({ $cases }). The report prints seven of the nine articles that were analysed.
articles-denominator = The report says its shares are shares of { $cases } cases. They are not: only the { $entries } article entries of its own table give its { $p261 }, { $p124 }, { $p155 }, { $p375 }, { $p260 }, { $p154 } and { $p125 }. Of { $cases } cases, Art. 261 would have { $share_cases }, not { $share_entries }.
articles-age = These are the newest counts by article. They end in 2017 and stand under the Criminal Code of 1997, which has been replaced twice since ([the law](#sec-law)).
articles-caption = Article entries by article and year, Criminal Code of 1997
articles-chart-title = Article entries by year
articles-chart-caption = Article entries by article and year. All panels have the same scale.
articles-chart-summary = Columns for seven articles, 2014–2017: no article is above Art. 261 in any year; it falls from { $b2014 } to { $b2016 } and rises again to { $b2017 }; Art. 155 stays between { $a_low } and { $a_high }; the other five stay at or below { $rest }.
articles-note = { $mark }: the article was analysed but the published table does not list it. It is not a zero.
shares-caption = Share of each article in all article entries, 2014–2017, as printed and as recomputed
shares-chart-title = Share of each article, percent of all article entries
shares-chart-caption = Share of each article in all article entries, 2014–2017
shares-chart-summary = Bars: Art. 261 has { $s261 } of all entries, Art. 155 { $s155 }, Art. 375 { $s375 }, Art. 124 { $s124 }, Art. 154 and Art. 260 { $s154 } each and Art. 125 { $s125 }.
article-paragraph = { $total ->
    [one] { $total } entry
   *[other] { $total } entries
  } in 2014–2017, { $share } of all. Most in { $peak_year } ({ $peak }), fewest in { $low_year } ({ $low }); { $last } in 2017 after { $before } in 2016.
article-unlisted = Analysed, but not listed in the published table, so no count is shown. UNODC’s GLO.ACT programme has said that no such case reached court in these years; the report itself prints neither a number nor a zero. The Supreme Court could confirm it.
article-note-124 = The offence of trafficking as such: in the code of 2017 it is Art. 171, in the code of 2021 Art. 166, beside a separate Art. 167 on trafficking in children.
article-note-125 = The UNODC report prints Art. 125; the Association of Women Judges, which led the analysis, prints Art. 125-1. The printed number is kept.
article-note-154 = The code spoke of marital relations in fact with a person under 17.
article-note-155 = Abduction of a woman for marriage, forcing her to marry, or keeping her from marrying. Many would call it a different crime from trafficking; the analysis counted it as related.
article-note-260 = The article in the code of 2017 was not found; in the code of 2021 it is Art. 159.
article-note-261 = Neither the article of 2017 nor that of 2021 was found.
article-note-375 = The number rose in 2015 and fell back; the report gives no reason.
article-note-114 = The heading of the article was not found.
article-note-262-1 = The heading of the article was not found.

# Persons.
persons-text = The cases concern { $all ->
    [one] { $all } person
   *[other] { $all } persons
  }: { $men } men ({ $men_share }) and { $women } women ({ $women_share }). The number of men, { $men }, is by chance the same as the number of cases.
persons-label = The UNODC report calls them *prosecuted*; a UNODC GLO.ACT notice on the same analysis calls them *convicted*. The source data that would settle it are not public, so this digest says *persons in the cases*.
persons-missing = Sex by article, by year and by outcome was not published. The Supreme Court holds the coded files.
persons-caption = Persons in the cases read for 2014–2017, by sex
persons-chart-title = Persons by sex
persons-chart-caption = Persons in the cases read for 2014–2017, by sex
persons-chart-summary = Two bars: { $men } men and { $women } women.

# Agencies.
agencies-intro = Three sources count trafficking cases of the same years and seldom agree. They stand side by side here. Nothing is averaged, and a year without a number stays empty.
agencies-registered-caption = Registered cases, by source and year
agencies-prosecuted-caption = Prosecuted cases, by source and year
agencies-convicted-caption = Convicted persons, by source and year
agencies-gap-row = Widest difference
agencies-chart-title = Registered, prosecuted and convicted, by source
agencies-chart-caption = Registered cases, prosecuted cases and convicted persons, by source. A break in a line is a year without a number.
agencies-chart-summary = Lines by source, { $first }–{ $edition }: in most years the registered cases of the three sources lie within a few of each other; the widest difference is { $gap }, in { $gap_year }.
agencies-2020 = In 2020 the difference is widest: { $nsc } registered cases, { $moi }, or { $us }. The report links the last figure to a review by the Prosecutor General’s Office, which sent { $returned } closed cases back to the police. The two other sources do not show that review.
agencies-parts-caption = US TIP Report: registered cases by form, as printed in the cells
agencies-parts-note = The report prints these parts only for its US series. For 2018 it prints one count for sex trafficking and one for labour trafficking in a single phrase.
definition-nsc = **National Statistical Committee.** Registered cases, prosecuted cases and convicted persons as printed in the UNODC report, which cites the Committee’s website. The prosecuted and convicted series end in 2018. Which articles are counted is not said.
definition-moi = **Ministry of Interior and Prosecutor General’s Office.** One series for both, as printed in the UNODC report. No convicted persons: neither body keeps court outcomes. Since 2019 the source is the electronic crime register.
definition-us = **US TIP Report.** Figures the government gave the US Department of State; *registered* here means investigations opened. It also counts cases, such as the illegal adoption of new-borns, that the other two may count elsewhere.
definition-unodc = **UNODC GLOTIP.** What the country reported to UNODC’s yearly questionnaire: offences and persons, not cases. Counts from one to four are published as “<5”.
us-intro = The yearly US TIP Reports do not always agree with each other, nor with what the UNODC report prints as the US series. Each figure is shown under the report that gives it.
us-caption = US TIP Reports: figures by year told, and by the report that tells them
us-note = For 2020, the report of 2021 says that no one was prosecuted or convicted; the report of 2022 speaks of three prosecutions and convictions. For 2019, the report of 2022 cites an article of a code that was no longer in force.
glotip-intro = UNODC publishes what countries report to it. Small counts are suppressed by the publisher and stay suppressed here.
glotip-caption = Reported to UNODC (GLOTIP), totals
sdg-intro = The National Statistical Committee publishes victims under indicator 16.2.2 of the Sustainable Development Goals. The workbook does not say who is counted as a victim, nor what its dash means: the dash is read as “not reported”.
sdg-missing = No victim counts of the Committee reach back to a year in this edition.
sdg-caption = Victims of trafficking in persons, National Statistical Committee
sdg-chart-title = Victims of trafficking in persons
sdg-chart-caption = Victims of trafficking in persons by year, National Statistical Committee, newest workbook
sdg-chart-summary = Columns, { $first }–{ $edition }: the highest year is { $peak_year } with { $peak } victims, the lowest { $low_year } with { $low }.
sdg-parts-caption = Victims by sex, age and form of exploitation, as published
sdg-parts-note = Parts need not add up to the total: some are not reported, and the workbook does not give a remainder. Regions are not shown: counts of persons below national level are too small.
sdg-parts-missing = Sex, age and form of exploitation are reported only from 2018 on.
revisions-intro = The Committee has sent four versions of its workbook. The newest counts; the older ones are kept. Totals that changed:
revisions-caption = Victims in each version of the SDG 16.2.2 workbook
revisions-note = Only years whose total differs between versions. The workbook gives no reason for the changes.
revisions-none = No total up to { $edition } differs between the versions of the workbook.

# The law.
law-intro = The acts counted here have stood in three codes. Until 31 December 2018 the Criminal Code of 1997 applied; from 1 January 2019 that of 2017; since 1 December 2021 that of 2021. Numbers changed each time, and so did some meanings: a series that crosses these dates is broken there.
law-caption = Offences in the three codes: articles and imprisonment
law-note = Empty: not found in public material. “Break” marks a change that stops the series from being continued. A lawyer must confirm this table before it is used in a decision.
law-penalty-range = { $min }–{ $max } years
law-penalty-max = up to { $max } years
law-penalty-min = from { $min } years
law-relation-renumbered = renumbered
law-relation-new = break: new
law-relation-unknown = break: not found
law-relation-first = only here
law-column-offence = Offence
law-column-code = Code of { $year }
law-column-relation = Series
law-children = Trafficking in children was part of Art. 124 and Art. 171 before it became an article of its own in 2021: the later Art. 166 is narrower than they were.

# Missing.
missing-intro = These parts of an analysis of judicial practice have no data at hand. They are listed so that nobody takes silence for zero.
missing-outcomes = **Outcomes and punishment** (convicted, acquitted, terminated; imprisonment, fine, probation; length of sentence). Who could supply it: the Supreme Court and the Judicial Department, from the case files coded in 2018 or the court information system.
missing-requalification = **Requalification, duration and appeals.** Who could supply it: the courts’ case cards (portal of the courts), through the Judicial Department.
missing-regions = **Regions and courts.** The analysis found most cases in Bishkek and Osh, without printing numbers. Who could supply it: the Supreme Court.
missing-victims = **Victims in the court cases** (sex, age, form of exploitation, compensation). Who could supply it: the Supreme Court; crisis centres for assistance.
missing-years = **Cases by article after 2017.** Who could supply it: the Prosecutor General’s Office, from the Unified Register of Crimes, and the Supreme Court.

# Quality, replication, method.
quality-short = { $received ->
    [one] { $received } row was
   *[other] { $received } rows were
  } received from { $sources } sources, { $accepted } accepted and { $quarantined } quarantined. Of the checks, { $failed } did not pass and are warnings or notes: parts that do not add up, years that jump, figures that were revised. They are [listed on the quality page](quality.html).
quality-short-print = { $received ->
    [one] { $received } row was
   *[other] { $received } rows were
  } received from { $sources } sources, { $accepted } accepted and { $quarantined } quarantined. Of the checks, { $failed } did not pass and are warnings or notes: parts that do not add up, years that jump, figures that were revised. They are listed on the quality page of this edition (quality.html).
quality-short-caption = What the rules found, up to { $edition }
replication-intro = Each figure that the UNODC report states and that can be computed from a table, from another sentence or from another source was recomputed, and so was what the other publications say of their own numbers. Of { $all } statements, { $reproduced } are reproduced, { $differs } differ and { $unchecked } cannot be checked. “Differs” does not mean “wrong”: the two figures may count different things. The table gives the main ones that were not confirmed.
replication-caption = Statements that do not hold
replication-note = All { $all } statements, with their methods and places, are on the page [Figures checked](ledger.html) and in `claims.json`.
replication-column-statement = Statement
replication-column-published = Published
replication-column-recomputed = Recomputed
replication-column-verdict = Verdict
replication-column-explanation = How, and why
method-edition = **Edition.** An edition is a reporting year. It holds every figure at hand that speaks of that year or an earlier one, from whichever source, as those sources stood when the edition was built.
method-counts = **Counts.** Case, article entry and person are three units and are never mixed. Shares are of article entries unless said otherwise.
method-marks = **Four marks.** Zero, not reported ({ $not_reported }), suppressed ({ $suppressed }) and not applicable ({ $not_applicable }) are different things and look different everywhere.
method-trace = **Trace.** Every number on this page opens to its query, its source file and the place in it. The same numbers are in the open data of this edition (folder `data/`, `facts.json`).
method-trace-print = **Trace.** Under each table and chart stands the name of its file in the open data of this edition (folder `data/`). `facts.json` gives each number’s query, source file and place.
method-disclosure = **Protection of persons.** No names, dates of birth or case numbers are in these data. Counts of persons below national level are not shown.
method-engine = Made with { $engine }.
sources-caption = Sources
sources-column-source = Source
sources-column-publisher = Publisher
sources-column-content = What it holds
sources-column-licence = Licence
glossary-intro = Terms as the law, the courts’ portal or the statistics use them. Terms marked * have no official form that could be found in that language; they are this digest’s own translation.
glossary-caption = Terms in three languages
glossary-column-en = English
glossary-column-ru = Russian
glossary-column-ky = Kyrgyz
glossary-column-meaning = Meaning

# Table headers and marks used on every page.
column-article = Article
column-offence = Offence
column-total = Total
column-year = Year
column-share-printed = Printed
column-share-entries = Of entries
column-share-cases = Of cases
column-sex = Sex
column-persons = Persons
column-share = Share
column-source = Source
column-form = Form
column-indicator = What is counted
column-category = Breakdown
column-version = Version of { $version }
column-rule = Rule
column-findings = Findings
row-total = Total
data-file = Data: { $file }
years-range = { $first }–{ $last }
axis-entries = article entries
axis-percent = percent
axis-persons = persons
axis-cases = cases
page-digest = Digest
page-dashboard = Dashboard
page-quality = Data quality
page-pdf = PDF
page-navigation = Pages of this edition
page-editions = All editions
table-not-shown-regions = Regions are not shown.
article-with-offence = Art. { $article }. { $offence }
us-report-name = Report of { $year }
column-number = Number
category-of = { $dimension }: { $category }
glotip-note = An empty cell: the publisher’s file has no row for it. “<5” is printed by the publisher.

# The section of the pages that a register of cases fills.
data-register-years = First and last year of the register
data-register-entries = Register: article entries by article and year
data-register-cases = Register: cases by article and year
data-register-share = Register: share of each article in entries and in cases
data-register-together = Register: articles charged together in one case
data-register-articles-per-case = Register: cases by number of articles
data-register-offences = Register: article entries by offence, across the codes
data-register-duration = Register: days from receipt to closing
data-register-appealed = Register: closed cases, appealed and not
data-register-appealed-share = Register: share of closed cases with an appeal
data-register-persons = Register: defendants by article and sex
data-register-persons-share = Register: share of men and women among defendants
data-register-ages = Register: defendants by age group and sex
data-register-citizenships = Register: defendants by citizenship
data-register-outcomes = Register: defendants by article and outcome
data-register-outcome-share = Register: share of each outcome, with interval
data-register-punishments = Register: persons by article and gravest punishment
data-register-punishment-share = Register: share of each punishment, with interval
data-register-serving = Register: how imprisonment is served
data-register-serving-share = Register: share of suspended imprisonment, with interval
data-register-imprisoned = Register: persons with a stated length of imprisonment
data-register-months = Register: length of imprisonment, months
data-register-ranges = Register: imprisonment against the range of the article
data-register-range-bounds = Range of imprisonment of each article, months
data-register-additional = Register: additional punishments
data-register-circumstances = Register: mitigating and aggravating circumstances
data-register-requalified = Register: charges by article at filing and at verdict
data-register-appeals = Register: appeals by instance and result
data-register-regions = Register: cases by region and year
data-register-victims = Register: victims by article and sex
data-register-victim-ages = Register: victims by age group and sex
data-register-victim-share = Register: share of each age group among victims
data-register-exploitation = Register: victims by form of exploitation and sex
data-register-means = Register: victims by means of control
data-register-places = Register: victims by place of exploitation
data-register-protection = Register: victims by protection measure
data-register-compensation = Register: compensation of victims
data-register-compensation-share = Register: share of victims with compensation
data-register-compensation-som = Register: compensation awarded, som

section-register = Judicial practice from the register of cases
section-register-outcomes = Outcomes and punishments
section-register-requalified = Requalification
section-register-time = Time and appeals
section-register-regions = Regions
section-register-victims = Victims in the cases
dashboard-page-register = Register
register-intro = The register covers { $several ->
    [no] { $last }
   *[yes] { $first }–{ $last }
  }. Cases: { $cases }; article entries: { $entries }; defendants: { $persons }; victims: { $victims }. A case, an entry and a person are three different things: a case under three articles is one case and three entries, and each person is counted once, under the gravest charge.
register-lead = In the register of cases for { $several ->
    [no] { $last }
   *[yes] { $first }–{ $last }
  }: cases { $cases }, defendants { $persons }.
register-year = A case counts in the year it was closed; a pending one in the year it was received. Articles are those of the charge at filing, in the code in force on the day of the act.
register-together-text = Cases under more than one article are why there are more entries than cases. On the diagonal: cases under that article alone.
register-mitigating-caption = Register: mitigating circumstances
register-aggravating-caption = Register: aggravating circumstances
register-change-more = { $what }: { $now } in { $year }, more than the { $before } of the year before.
register-change-fewer = { $what }: { $now } in { $year }, fewer than the { $before } of the year before.
register-change-same = { $what }: { $now } in { $year }, as many as in the year before ({ $before }).
register-change-note = Two years are no trend, and the difference was not tested.
register-what-cases = Cases
register-what-entries = Article entries
register-what-persons = Defendants
register-what-victims = Victims
register-interval-text = The interval (Wilson, 95%) says how far a share could stray by chance alone if such cases were a sample.
register-too-small = Fewer than 20 observations: too small a number to interpret. Only counts are shown, no shares, medians or intervals.
register-small-note = An empty cell: fewer than 20 observations, too few to interpret.
register-range-text = The range is that of the whole article in the code in force, as far as the concordance knows it. Parts of an article, attempts and circumstances have ranges of their own: below or above is a reason to look, not a finding of error.
register-requalified-text = Rows: the article at filing. Columns: the article at verdict. Off the diagonal, the court requalified the charge.
register-several-note = A person may stand in several rows.
register-gravest-note = Each person once: under the gravest article and punishment.
register-break-text = Where the code changed, the series is broken: the concordance says of each offence whether it went on the same, was changed, split or merged, is new or ended.
register-chart-entries-title = Article entries by offence and year
register-chart-entries-summary = { $several ->
    [no] In { $last },
   *[yes] Over { $first }–{ $last },
  } the most entries in one year are of { $offence }: { $most } in { $year }.
register-chart-outcomes-title = Defendants by outcome
register-chart-outcomes-summary = The most defendants with one outcome: { $most }.
register-chart-regions-title = Cases by region
register-chart-regions-summary = The most cases in one region: { $most }.
register-chart-forms-title = Victims by form of exploitation
register-chart-forms-summary = The most victims of one form of exploitation: { $most }.
register-article-name = { $article }: { $offence }
register-column-outcome = Outcome
register-column-punishment = Punishment
register-column-serving = Serving
register-column-low = Interval from
register-column-high = Interval to
register-column-age = Age group
register-column-citizenship = Citizenship
register-column-region = Region
register-column-result = Result
register-column-circumstance = Circumstance
register-column-form = Form of exploitation
register-column-measure = Measure
register-column-means = Means
register-column-place = Place
register-column-compensation = Compensation
register-column-article = Article (code)
register-column-filing = At filing
register-column-year = Year
register-column-scope = Article or year
register-column-range-least = Range from
register-column-range-most = Range to
register-column-additional = Additional punishment
register-compensation-text = Compensation awarded, over { $awarded } victims: median { $median } som, half of them between { $low } and { $high } som.
key-register-cases = cases in the register
key-register-entries = article entries in them
key-register-persons = defendants
key-register-victims = victims
key-register-convicted = defendants convicted
register-value = { $value }

error-correction-incomplete = { $file }, correction “{ $correction }”: { $key } is missing or not as expected. Expected a whole correction, as docs/decisions/0007-corrections.md describes it. Next: complete the correction.
error-correction-row = { $file }, { $place }: correction “{ $correction }” finds { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
  } there. Expected exactly one. Next: correct the place, or name the row by its columns under “where”; if the source was mended, set the correction’s status to withdrawn.
error-correction-guard = { $file }, { $place }: correction “{ $correction }” expects “{ $expected }” in { $column } and finds “{ $found }”. Expected the cell to be as it was when the correction was agreed. Next: look at the file; if its sender has mended it, set the correction’s status to withdrawn in corrections.yaml.
error-correction-useless = { $file }, { $place }: after correction “{ $correction }” the row still fails: { $check }. Expected a corrected row to pass every check. Next: correct what “corrected” says in corrections.yaml.
error-validation-nothing-left = { $file }: check “{ $check }” failed in { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
  } ({ $sample }), and table “{ $table }” has no accepted row left; { $more } more checks like it. Expected at least one row to stay. Next: correct the file with its sender, or declare corrections; what is held back, and why, is in data/validated/quarantine.parquet.

check-coverage-below-last-year = Fewer cells are reported than in the year before
check-sources-disagree = Two sources give different numbers for the same agency, indicator and year
check-file-has-rows = The file holds rows
check-file-stopped = Another check stopped this file: all its rows are held back
check-left-out = Left out by a declared correction

fact-quality-coverage = { $rule }: { $agency }, { $indicator }, { $year } ({ $subject }), { $side }
fact-quality-quarantine = { $source }, { $file }: rows held back, { $reason }
fact-quality-revision = { $source }, workbook of { $version }: { $agency }, { $indicator }, { $year } ({ $subject }), { $side }
fact-quality-revisions = Figures revised between versions: { $kind }
fact-quality-corrections = Declared corrections: { $state }
fact-quality-correction = Correction { $correction }: { $side }

label-side-before = before
label-side-after = after
label-side-corrected = corrected
label-kind-added = added
label-kind-changed = changed
label-kind-withdrawn = withdrawn
label-kind-regions = on regions
label-state-agreed = agreed
label-state-proposed = proposed
label-state-withdrawn = withdrawn
label-subject-stage = by stage of the case
label-subject-citizenship = by citizenship
label-subject-region = by region
unit-revisions = revisions
unit-figures = figures
unit-corrections = corrections
data-quality-coverage = Cells reported, against the year before
data-quality-quarantine = Rows held back, by reason
data-quality-revision = Figures before and after a revision
data-quality-revisions = Number of revisions
data-quality-corrections = Declared corrections by status
data-quality-correction = Corrected figures

quality-section-quarantine = What is held back
quality-quarantine-text = A row that fails a check is held back: it is in no table, chart or sum. Its original cells stay with those who build the digest. It is released once its sender mends the file or a correction is agreed.
quality-quarantine-none = No row is held back.
quality-quarantine-caption = Rows held back, by file and reason
quality-column-reason = Reason
quality-column-rows = Rows
quality-column-places = Places in the file
quality-corrections-text = { $agreed ->
    [one] { $agreed } correction is
   *[other] { $agreed } corrections are
  } agreed and applied. The files as received are never changed: each correction names the cell, what it says, what counts instead, why, and who decided it.
quality-corrections-caption = Declared corrections
quality-column-place = Place
quality-column-source-says = The source says
quality-column-counts = What counts
quality-column-why = Why, who and when
quality-column-state = Status
quality-correction-why = { $why } ({ $who }, { $when })
quality-correction-left-out = left out
quality-revisions-lead = { $changed ->
    [0] No national figure was changed
    [one] { $changed } national figure was changed
   *[other] { $changed } national figures were changed
  } from one version of a source to the next; { $added } were added and { $withdrawn } withdrawn.
quality-revisions-regions = { $count ->
    [one] { $count } more revision concerns a region; its figures are not shown.
   *[other] { $count } more revisions concern regions; their figures are not shown.
  }
quality-revision-caption = What was revised, from what to what
quality-column-version = Newer version
quality-column-before = Before
quality-column-after = After
quality-column-figure = Figure
quality-figure = { $indicator }, { $subject }

fact-agency-by = { $agency }: { $indicator }, { $year }, { $dimension }: { $category }
data-agency-by = Agencies’ series by sex, age and stage
agencies-other-caption = { $indicator }, by source and year
agencies-by-caption = { $indicator }, by sex, age and stage, as the agencies’ own forms give them
new-registered-by = **Registered cases in { $edition }.**
new-registered-agency = { $agency }: { $number }.
lead-series = For { $edition }, { $agency } reports: { $indicator } – { $number }.
key-series = { $indicator }, { $edition } ({ $agency })
dashboard-box-series = { $indicator }, { $edition } ({ $agency })
sender-words = In the sender’s own words: { $text }

# What the gates say, and what changed between two editions.
data-concordance = Concordance of the criminal codes
data-changes = Changes since the last edition, by reason
data-previous = What the last edition told
data-changed-facts = Each fact that changed since the last edition
unit-facts = facts
fact-changes = Facts { $change }: { $cause }
fact-previous = { $label } — in the edition of { $edition }
label-change-new = new
label-change-changed = changed
label-change-vanished = no longer given
label-cause-all = all reasons
label-cause-new-data = new data
label-cause-revision = revision by the source
label-cause-correction = correction
label-cause-code = change in the criminal codes
label-cause-method = change of method
label-cause-suppression = suppression
label-cause-unexplained = unexplained

section-changes = What changed since the last edition
changes-first = Edition { $edition } is the first: there is no earlier one to compare it with.
changes-counts = Compared with the edition of { $last }, edition { $edition } has { $new ->
    [one] { $new } new fact
   *[other] { $new } new facts
  }; of the facts told before, { $changed } changed and { $vanished } are no longer given.
changes-item = { $what }: { $count } ({ $reason }).
change-kind-new = New
change-kind-changed = Changed
change-kind-vanished = No longer given
change-reason-new-data = new data
change-reason-revision = revised by the source
change-reason-correction = declared correction
change-reason-code = change in the criminal codes
change-reason-method = change of method
change-reason-suppression = suppressed, or no longer suppressed
change-reason-unexplained = unexplained
changes-caption = Published figures that changed since the edition of { $last }
changes-column-fact = Figure
changes-column-edition = Edition { $edition }
changes-column-reason = Reason
changes-counted = Counts on data quality and of recomputed statements change with every edition; the file `data/changed_facts.csv` lists each of them with its reason.

diff-title = What changed between two editions
diff-lead = Every fact of the edition of { $old } ({ $oldfacts } facts) and of the edition of { $new } ({ $newfacts } facts) that is new, changed or gone, with its reason.
diff-same-lead = Two publications of the edition of { $new }: every fact that is new, changed or gone, with its reason.
diff-nothing = Nothing changed: both editions tell the same facts.
diff-column-what = What happened
diff-column-fact = Fact
diff-column-old = Before
diff-column-new = Now
diff-column-reason = Reason
diff-column-evidence = What shows it
diff-summary = Changes by kind and reason
diff-column-count = Facts
diff-written = Written: { $files }
diff-counts = { $new } new, { $changed } changed, { $vanished } no longer given.
error-diff-order = { $old } is a later edition than { $new }. Next: name the older edition first.
error-diff-folder = { $folder } holds no published edition. Expected: a folder with facts.json and manifest.json, such as reports/_site/2021. Next: call “tip-digest publish”, or name another folder.
error-acknowledged = reports/acknowledged.yaml, entry { $entry }: { $reason }. Expected: `edition, fact, old, new, why, who`. Next: complete the entry.

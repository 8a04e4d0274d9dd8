# check and add: what is told of an incoming file.
finding-cell = Found “{ $found }”. Expected: { $check }. Next: { $fix }
finding-empty = Nothing is filled in. Expected: { $check }. Next: { $fix }
finding-row = Expected: { $check }. Next: { $fix }
finding-numbers = { $check }: { $expected } and { $found }. Next: { $fix }
finding-told = { $check }. Next: { $fix }
checked-sheet = What to mend
checked-title = What the check found in this file
checked-counts = To be mended: { $faults }. To be looked at: { $warnings }. Choose a place to go to its cell; the cell’s comment says the same.
checked-column-place = Place
checked-column-kind = Kind
checked-column-what = What was found, what is expected, what to do
checked-fault = to be mended
checked-warning = to be looked at
check-form = { $file }: { $form }, rows: { $received }; accepted: { $accepted }, held back: { $quarantined }.
check-layout = { $file }: in the layout of source { $source }, rows: { $received }; accepted: { $accepted }, held back: { $quarantined }.
check-line = { $place }: { $text }
check-more = … and { $count } more; all are listed in { $checked }.
check-clean = Nothing to mend; to be looked at: { $warnings }. Marked: { $checked }. Next: add it with “tip-digest add { $file } --source ID --year YEAR”.
check-ignored = Sheets that are not read: { $sheets }.
check-dropped = Columns that are not read: { $columns }.
error-check-faults = { $file }: { $faults ->
    [one] { $faults } fault is
   *[other] { $faults } faults are
  } to be mended, { $quarantined ->
    [one] { $quarantined } row
   *[other] { $quarantined } rows
  } would be held back. Expected none. Next: open { $checked }, mend the coloured cells and check again.
error-add-source = “{ $source }” cannot name a source. Expected lower-case Latin letters, digits and “_”, beginning with a letter. Next: call again with such a name.
error-add-year = { $file }: speaks of { $found }, not of { $year }. Expected figures of { $year }. Next: call again with the year of the file, or ask its sender.
error-add-known = { $file }: is already there, byte for byte, as { $known }. Expected a file that is not yet added. Next: nothing, or add the mended file.
error-add-kind = { $file }: source { $source } holds other data ({ $kind }). Expected a file of the same kind as the source’s own. Next: name another source with --source.
error-add-nothing = { $file }: none of its rows would be accepted. Expected at least one. Next: mend what { $checked } marks; --quarantine is for files of which a part is good.
error-add-failed = { $file }: could not be written ({ $reason }). Expected a folder that can be written to. Next: make room or ask for the right to write; nothing was changed.
add-done = { $file } is now { $target }; { $accepted ->
    [one] { $accepted } row
   *[other] { $accepted } rows
  } will be accepted, { $quarantined } held back.
add-source-new = The new source is described in { $description }: read it through, and complete what its sender did not say.
add-edition = { $year } is a new edition in params.yaml.
add-next = Next: “tip-digest build” (or “make report”).
add-held = Held back until a mended file or a correction comes:
add-title = { $form }: { $publisher }

fix-source-known = Tell the project’s analyst.
fix-place-known = Tell the project’s analyst.
fix-cell-readable = Write a number, or a mark: … (not reported), * (suppressed), × (not applicable). Zero is written 0.
fix-count-not-negative = Write how many there were; a number that is not known is marked “…”.
fix-year-known = Write the year as four digits.
fix-year-in-range = Write the year the figure speaks of.
fix-agency-known = Choose the agency from the list of the form.
fix-indicator-known = Choose the indicator from the list of the form.
fix-breakdown-known = Use the columns of the form.
fix-row-unique = Keep one of the rows that say the same thing, and take the others out.
fix-article-known = Write an article that is analysed.
fix-code-known = Write 1997, 2017 or 2021.
fix-id-unique = Give each entry a name of its own.
fix-qualifier-known = Write exact, over, at_least, about, up_to, between_low or between_high.
fix-article-not-in-code = Write the article of the code that was in force in that year.
fix-parts-above-total = Count each case or person in one column only, or correct the total.
fix-parts-below-total = If the rest is known, write it in the column “not established”; if not, leave it so.
fix-prosecuted-above-registered = Check both numbers. A case registered in an earlier year may explain it; if so, say it in the note.
fix-magnitude-against-last-year = Check the number; if it is right, say why in the note.
fix-coverage-below-last-year = Fill in what was reported last year, or mark it “…” if it is no longer counted.
fix-formula-differs-from-saved = Open the file, let it compute and save it, or write the number itself.
fix-coverage-shrank = Fill in the number again, or say in the note why it was taken out.
fix-value-revised = Nothing, if the revision is meant.
fix-sources-disagree = Check the number; if it is right, say in the note why the other differs.
fix-cover-answered = Fill it in: the edition names who sends the data, for which year and on what terms.
fix-file-has-rows = Fill the rows in, or do not send the file.

check-cover-answered = The cover sheet is answered

# Checks of registers of cases.
fix-cells-read = Write what the column asks for: a date as dd.mm.yyyy, a number, or a choice from the list.
fix-case-keyed = Write the case number.
fix-defendant-keyed = Write the defendant’s number.
fix-victim-keyed = Write the victim’s number.
fix-region-known = Choose the region from the list.
fix-received-known = Write the day of receipt as dd.mm.yyyy.
fix-received-in-range = Write the day of receipt as dd.mm.yyyy.
fix-instance-known = Choose the instance from the list.
fix-sex-known = Choose the sex from the list; “unknown” is one of the choices.
fix-verdict-known = Choose the outcome from the list.
fix-article-read = Write the article as “art. 166 part 2”.
fix-one-article-per-charge = Write each charge in a row of its own.
fix-punishment-known = Choose the punishment from the list.
fix-months-in-range = Write the term in months.
fix-fine-not-negative = Write the fine in som.
fix-compensation-not-negative = Write the compensation in som.
fix-result-known = Choose the result from the list.
fix-case-repeated = Keep one row for the case, or correct its number.
fix-closed-before-received = Check both days.
fix-defendant-repeated = Keep one row for the defendant, or correct the number.
fix-charge-repeated = Number the charges of a defendant 1, 2, 3.
fix-sentence-repeated = Number the punishments of a defendant 1, 2, 3.
fix-victim-repeated = Keep one row for the victim, or correct the number.
fix-appeal-repeated = Number the appeals of a case 1, 2, 3.
fix-defendant-without-case = Add the case to the sheet of cases, or correct the number.
fix-charge-without-case = Add the case to the sheet of cases, or correct the number.
fix-sentence-without-case = Add the case to the sheet of cases, or correct the number.
fix-victim-without-case = Add the case to the sheet of cases, or correct the number.
fix-appeal-without-case = Add the case to the sheet of cases, or correct the number.
fix-charge-without-defendant = Add the defendant to the sheet of defendants, or correct the number.
fix-sentence-without-defendant = Add the defendant to the sheet of defendants, or correct the number.
fix-act-after-received = Check both days.
fix-article-not-in-force = Write the article of the code in force on the day of the act, or check the day.
fix-sentence-outside-range = Check the term and the article; parts, attempts and mitigation have ranges of their own.
fix-fine-without-amount = Write the amount of the fine, or the length of the imprisonment.
fix-awarded-above-claimed = Check both amounts.
fix-key-kept = The program has made a date of the number: format the cell as text and write the number again.
check-key-kept = A number of a case or person is kept as it was written

# Reconciliation: sources side by side, the gap, what is explained and what is not.
fact-agency-told = { $agency }: { $indicator }, { $year }, as told by { $source }
fact-reconcile = { $title }, { $year }: { $part }
reconcile-part-gap-least = widest gap between the sources, at least
reconcile-part-gap-most = widest gap between the sources, at most
reconcile-part-explained-most = part of the gap that a stated definition explains
reconcile-part-unexplained-least = unexplained rest of the gap, at least
reconcile-part-unexplained-most = unexplained rest of the gap, at most
reconcile-part-suppressed-least = suppressed count, the least it can be
reconcile-part-suppressed-most = suppressed count, the most it can be
reconcile-part-spread = difference between the editions that give it
error-rule-incomplete = { $file }, rule “{ $rule }”: { $key } is missing or not as expected. Expected the keys that the other rules have, each text in three languages, and the place of whatever a source states. Next: mend the rule in expectations/.
data-agency-told = Numbers of one agency told by several sources
data-reconcile = Gaps between sources: explained and not
data-reconcile-editions = Numbers that one publisher gives in several editions
data-reconciliation = Sources side by side: what each says and counts

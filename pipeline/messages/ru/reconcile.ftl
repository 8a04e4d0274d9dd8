# Сверка: источники рядом, расхождение, что объяснено и что нет.
fact-agency-told = { $agency }: { $indicator }, { $year } год, по источнику «{ $source }»
fact-reconcile = { $title }, { $year } год: { $part }
reconcile-part-gap-least = наибольшее расхождение источников, не менее
reconcile-part-gap-most = наибольшее расхождение источников, не более
reconcile-part-explained-most = часть расхождения, которую объясняет определение, названное в источнике
reconcile-part-unexplained-least = необъяснённый остаток расхождения, не менее
reconcile-part-unexplained-most = необъяснённый остаток расхождения, не более
reconcile-part-suppressed-least = скрытое число, наименьшее возможное
reconcile-part-suppressed-most = скрытое число, наибольшее возможное
reconcile-part-spread = расхождение между изданиями, в которых оно приведено
error-rule-incomplete = { $file }, правило «{ $rule }»: { $key } отсутствует или не соответствует ожидаемому. Ожидались те же ключи, что у остальных правил, каждый текст на трёх языках и место, где источник это утверждает. Далее: исправьте правило в expectations/.
data-agency-told = Числа одного ведомства по разным источникам
data-reconcile = Расхождения источников: объяснённая и необъяснённая части
data-reconcile-editions = Числа, которые один издатель приводит в нескольких изданиях
data-reconciliation = Источники рядом: что каждый сообщает и что учитывает

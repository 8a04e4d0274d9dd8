quality-title = Качество данных
quality-subtitle = Торговля людьми: выпуск за { $edition } год
quality-lead = Из { $sources ->
    [one] { $sources } источника
   *[other] { $sources } источников
  } { $received ->
    [one] получена { $received } строка
    [few] получены { $received } строки
    [many] получено { $received } строк
   *[other] получено строк: { $received }
  }; принято — { $accepted }, помещено в карантин — { $quarantined }. Пройдено проверок: { $passed }, не пройдено: { $failed }; ни одна из непройденных не останавливает этот выпуск.
quality-section-intake = Что получено
quality-section-checks = Что проверено
quality-section-findings = Замечания по правилам
quality-section-status = Что содержат ячейки
quality-section-revisions = Пересмотры и исправления
quality-section-disclosure = Что скрыто или не показано
quality-section-ledger = Журнал пересчёта
quality-intake-text = Каждая строка каждого файла либо принята, либо помещена в карантин с указанием причин: число полученных строк всегда равно сумме принятых и помещённых в карантин.
quality-intake-caption = Строки по файлам
quality-column-file = Файл
quality-column-received = Получено
quality-column-accepted = Принято
quality-column-quarantined = В карантине
quality-column-check = Проверка
quality-column-severity = Если не пройдена
quality-column-passed = Пройдено
quality-column-failed = Не пройдено
quality-column-expected = Ожидалось
quality-column-found = Найдено
quality-column-subject = К чему относится
quality-column-status = Содержание ячейки
quality-checks-text = Каждая проверка выполняется для каждого файла. Если проверка не пройдена, об этом сообщается (примечание, предупреждение), исключается строка, не принимается файл или останавливается выпуск.
quality-checks-caption = Проверки по всем файлам
quality-findings-text = Здесь ничего не изменено: источники показаны как есть, вместе с тем, что в них не сходится.
quality-findings-none = По { $edition } год включительно замечаний по этому правилу нет.
quality-findings-regions = { $count ->
    [one] { $count } замечание касается регионов
    [few] { $count } замечания касаются регионов
    [many] { $count } замечаний касаются регионов
   *[other] Замечания по регионам: { $count }
  }. Эти числа меньше наименьшего, которое можно показывать, и не приводятся.
quality-status-caption = Ячейки по источникам и содержанию
quality-status-text = Прочерк или пустая ячейка — «не сообщается». Напечатанное издателем «<5» — «скрыто». Ни то, ни другое не нуль.
quality-revisions-text = Хранятся все версии каждого файла. Действует последняя из тех, в которых есть это число.
quality-corrections-none = Исправлений в источниках не заявлено. Ошибки источников показаны, а не исправлены.
quality-disclosure-text = УНП ООН скрывает малые числа, и здесь они тоже не раскрываются. Данные о жертвах по регионам получены и проверены, но не показаны: почти все числа меньше { $smallest }. Уже опубликованные числа по республике в целом показаны.
quality-ledger-text = Каждое опубликованное утверждение пересчитано по имеющимся числам. Весь журнал приведён на странице [Проверка чисел](ledger.html).
quality-ledger-caption = Журнал пересчёта: { $topic }
topic-cases = судебные дела
topic-persons = лица
topic-agencies = ряды ведомств
topic-law = законодательство
topic-training = обучение
topic-awareness = информирование населения
topic-legal-aid = юридическая помощь
topic-data-collection = сбор данных
topic-review = проверка прекращённых дел
topic-project = проект

check-source-known = Источник строки известен
check-place-known = Место строки в файле известно
check-cell-readable = В ячейке число или объявленное обозначение
check-count-not-negative = Число не меньше нуля
check-year-known = Год указан
check-year-in-range = Год между 1990 и 2100
check-article-known = Статья — одна из девяти изученных
check-code-known = Уголовный кодекс — 1997, 2017 или 2021 года
check-row-unique = Никакие две строки не повторяют одно и то же
check-agency-known = Ведомство известно
check-indicator-known = Показатель известен
check-breakdown-known = Вид разбивки известен
check-id-unique = Имена не повторяются
check-qualifier-known = Уточнение (ровно, более, около …) известно
check-offence-known = Обозначение преступления имеет известный вид
check-article-form = Номер статьи имеет известный вид
check-confidence-known = Достоверность высокая, средняя или низкая
check-date-form = Дата имеет известный вид
check-comparison-known = Способ сравнения известен
check-statement-in-every-language = Утверждение есть на всех трёх языках
check-parts-above-total = Сумма напечатанных частей больше напечатанного итога
check-parts-below-total = Сумма напечатанных частей меньше напечатанного итога
check-prosecuted-above-registered = За год дел, по которым велось уголовное преследование, больше, чем зарегистрированных
check-magnitude-against-last-year = Итог больше или меньше прошлогоднего не менее чем в три раза
check-formula-differs-from-saved = Формула в файле Excel не даёт сохранённого в нём значения
check-coverage-shrank = В последней версии нет числа, которое было в предыдущей
check-value-revised = В последней версии другое число, чем в предыдущей
check-article-not-in-code = Статьи нет в кодексе, по которому она учтена
check-relation-known = Связь со следующим кодексом известна

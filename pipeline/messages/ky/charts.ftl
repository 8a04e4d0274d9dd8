# Барактар окурмандын браузеринде колдонгон сөздөр (диаграммалар, таблицалар, чыпкалар).
# { $shown }, { $total } жана { $name } маанилерин барактын өзү коёт.

ui-status-not-reported = маалымат берилген эмес
ui-status-suppressed = жашырылган
ui-status-not-applicable = колдонулбайт

ui-chart-point = { $place }: { $value }
ui-chart-no-script = Диаграмманы барактын скрипти түзөт, ал эми скрипт өчүрүлгөн. Ошол эле сандар жанындагы таблицада берилген.
ui-chart-tools = Диаграмманы жүктөп алуу: { $name }
ui-chart-svg = Диаграмма SVG түрүндө
ui-chart-png = Диаграмма PNG түрүндө
ui-chart-empty = Тандалган чыпкалар боюнча көрсөтүлө турган маалымат жок.

ui-table-tools = Таблицаны жүктөп алуу: { $name }
ui-table-csv = Таблица CSV түрүндө
ui-table-xlsx = Таблица Excel түрүндө
ui-table-keys = Бул таблицадагы сандар өзүнүн булагын ачат. Алардын арасында жебе баскычтары менен жылып, Enter менен ачыңыз.

ui-fact-title = Бул сан кайдан алынган
ui-fact-open = Бул сан кайдан алынганын көрсөтүү
ui-fact-value = Мааниси
ui-fact-unit = Өлчөө бирдиги
ui-fact-status = Статусу
ui-fact-edition = Чыгарылыш
ui-fact-query = Сурам
ui-fact-sources = Булактар
ui-fact-file = Файл
ui-fact-place = Файлдагы орду
ui-fact-hash = SHA-256
ui-close = Жабуу

ui-filters-title = Чыпкалар
ui-filters-all = баары
ui-filters-some = { $total } ичинен { $shown }
ui-filters-reset = Баарын көрсөтүү
ui-filters-shown = Көрсөтүлгөн маанилер: { $total } ичинен { $shown }
ui-filters-note = Чыпкалар диаграммаларга жана таблицаларга таасир этет. Негизги көрсөткүчтөр дайыма бардык маалыматты камтыйт.

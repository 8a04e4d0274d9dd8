# Слова, которыми страницы пользуются в браузере читателя (диаграммы, таблицы, фильтры).
# { $shown }, { $total } и { $name } подставляет сама страница.

ui-status-not-reported = не сообщается
ui-status-suppressed = скрыто
ui-status-not-applicable = не применимо

ui-chart-point = { $place }: { $value }
ui-chart-no-script = Диаграмму строит скрипт страницы, а он отключён. Те же числа приведены в таблице рядом.
ui-chart-tools = Скачать диаграмму: { $name }
ui-chart-svg = Диаграмма в SVG
ui-chart-png = Диаграмма в PNG
ui-chart-empty = Для выбранных фильтров показывать нечего.

ui-table-tools = Скачать таблицу: { $name }
ui-table-csv = Таблица в CSV
ui-table-xlsx = Таблица в Excel
ui-table-keys = Числа в этой таблице открывают свой источник. Переход между ними — клавишами со стрелками, открыть — Enter.

ui-fact-title = Откуда это число
ui-fact-open = Показать, откуда это число
ui-fact-value = Значение
ui-fact-unit = Единица измерения
ui-fact-status = Статус
ui-fact-edition = Выпуск
ui-fact-query = Запрос
ui-fact-sources = Источники
ui-fact-file = Файл
ui-fact-place = Место в файле
ui-fact-hash = SHA-256
ui-close = Закрыть

ui-filters-title = Фильтры
ui-filters-all = все
ui-filters-some = { $shown } из { $total }
ui-filters-reset = Показать всё
ui-filters-shown = Показано значений: { $shown } из { $total }
ui-filters-note = Фильтры действуют на диаграммы и таблицы. Ключевые показатели всегда относятся ко всем данным.

# What every page and the cover of the PDF say of the edition.
digest-description = Кыргыз Республикасындагы адамдарды сатуу боюнча сот иштери, мекемелердин маалыматтары жана курмандыктар, { $edition }-жылды кошо алганда: ар бир сан өз булагы менен.
digest-citation = tip-digest. Адамдарды сатуу: Кыргыз Республикасындагы соттук тажрыйба. Дайджест, { $edition }-жыл боюнча чыгарылыш. { $version } версиясы.
country = Кыргыз Республикасы
table-mark = { $mark } — { $meaning }.
data-file-short = Маалыматтар
engine-site = Чыгарылыштын барактары
cover-languages-label = Тилдер
cover-licence-label = Лицензия
cover-licence = Дайджест жана анын таблицалары үчүн — MIT. Ар бир булактын өз шарттары бар: алар «Булактар жана ыкма» бөлүмүндө көрсөтүлгөн.
cover-note-label = Сандарды кантип окуу керек

# Notes in the open data.
data-note-status = Бош маани — сандын жоктугу, ал эч качан нөл эмес: анын берилбегенин, жашырылганын же колдонулбасын «status» тилкеси айтат.
data-note-licence = Лицензия: бул таблица үчүн — MIT; ар бир булактын өз шарттары бар («sources» таблицасы). Шилтеме берүү: { $citation }
data-column-id = Фактынын аты, бардык чыгарылыштарда бирдей
data-column-value = Сан; сан жок болсо бош
data-column-unit = Эмне саналат же сандын өлчөмү
data-column-status = Сан, нөл, берилген эмес, жашырылган же колдонулбайт

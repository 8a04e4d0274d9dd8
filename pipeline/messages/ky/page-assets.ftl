error-bundle-changed = { $file }: sha256 хеши { $found } менен башталат. { $lock } файлында көрсөтүлгөндөй, { $expected } күтүлгөн. Эмне кылуу керек: файлды «git checkout { $file }» буйругу менен калыбына келтириңиз же эки файлды тең { $lock } ичинде сүрөттөлгөндөй жаңыртыңыз.
ui-folds-open = Бардык бөлүмдөрдү ачуу
ui-folds-close = Бардык бөлүмдөрдү жабуу
ui-fold-table = Таблицаны көрсөтүү
ui-fold-close = Таблицаны жабуу
ui-fold-rows = (саптар: { $count })
ui-tables-open = Бардык таблицаларды ачуу
ui-tables-close = Бардык таблицаларды жабуу

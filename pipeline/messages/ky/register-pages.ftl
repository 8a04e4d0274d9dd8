# Иштердин реестри толтурган бөлүм.
data-register-years = Реестрдин биринчи жана акыркы жылдары
data-register-entries = Реестр: беренелер жана жылдар боюнча жазуулар
data-register-cases = Реестр: беренелер жана жылдар боюнча иштер
data-register-share = Реестр: ар бир берененин жазуулардагы жана иштердеги үлүшү
data-register-together = Реестр: бир иште чогуу тагылган беренелер
data-register-articles-per-case = Реестр: беренелердин саны боюнча иштер
data-register-offences = Реестр: кылмыштар боюнча жазуулар, кодекстер аралык
data-register-duration = Реестр: иш кабыл алынгандан жабылганга чейинки күндөр
data-register-appealed = Реестр: жабылган иштер, даттанылганы жана даттанылбаганы
data-register-appealed-share = Реестр: даттанылган жабык иштердин үлүшү
data-register-persons = Реестр: беренелер жана жынысы боюнча соттолуучулар
data-register-persons-share = Реестр: соттолуучулардын арасында эркектер менен аялдардын үлүшү
data-register-ages = Реестр: жаш курагы жана жынысы боюнча соттолуучулар
data-register-citizenships = Реестр: жарандыгы боюнча соттолуучулар
data-register-outcomes = Реестр: беренелер жана жыйынтык боюнча соттолуучулар
data-register-outcome-share = Реестр: ар бир жыйынтыктын үлүшү, аралыгы менен
data-register-punishments = Реестр: беренелер жана эң катуу жаза боюнча адамдар
data-register-punishment-share = Реестр: ар бир жазанын үлүшү, аралыгы менен
data-register-serving = Реестр: эркиндигинен ажыратууну өтөө тартиби
data-register-serving-share = Реестр: шарттуу эркиндигинен ажыратуунун үлүшү, аралыгы менен
data-register-imprisoned = Реестр: эркиндигинен ажыратуу мөөнөтү көрсөтүлгөн адамдар
data-register-months = Реестр: эркиндигинен ажыратуу мөөнөтү, ай
data-register-ranges = Реестр: берененин чегине карата эркиндигинен ажыратуу
data-register-range-bounds = Ар бир берене боюнча эркиндигинен ажыратуунун чеги, ай
data-register-additional = Реестр: кошумча жазалар
data-register-circumstances = Реестр: жазаны жеңилдетүүчү жана оорлотуучу жагдайлар
data-register-requalified = Реестр: тагылгандагы жана өкүмдөгү берене боюнча айыптар
data-register-appeals = Реестр: инстанция жана жыйынтык боюнча даттануулар
data-register-regions = Реестр: аймактар жана жылдар боюнча иштер
data-register-victims = Реестр: беренелер жана жынысы боюнча жабырлануучулар
data-register-victim-ages = Реестр: жаш курагы жана жынысы боюнча жабырлануучулар
data-register-victim-share = Реестр: жабырлануучулардын арасында жаш топторунун үлүшү
data-register-exploitation = Реестр: эксплуатациялоо түрү жана жынысы боюнча жабырлануучулар
data-register-means = Реестр: таасир этүү каражаттары боюнча жабырлануучулар
data-register-places = Реестр: эксплуатациялоо орду боюнча жабырлануучулар
data-register-protection = Реестр: коргоо чаралары боюнча жабырлануучулар
data-register-compensation = Реестр: жабырлануучуларга компенсация
data-register-compensation-share = Реестр: компенсация алган жабырлануучулардын үлүшү
data-register-compensation-som = Реестр: өндүрүлгөн компенсация, сом

section-register = Иштердин реестри боюнча соттук тажрыйба
section-register-outcomes = Жыйынтыктар жана жазалар
section-register-requalified = Кайра квалификациялоо
section-register-time = Мөөнөттөр жана даттануу
section-register-regions = Аймактар
section-register-victims = Иштердеги жабырлануучулар
dashboard-page-register = Реестр
register-intro = Реестр { $several ->
    [no] { $last }-жылды
   *[yes] { $first }–{ $last }-жылдарды
  } камтыйт. Иштер — { $cases }, беренелер боюнча жазуулар — { $entries }, соттолуучулар — { $persons }, жабырлануучулар — { $victims }. Иш, жазуу жана адам — үч башка бирдик: үч берене боюнча иш — бир иш жана үч жазуу, ал эми ар бир адам эң оор айып боюнча бир жолу эсептелет.
register-lead = { $several ->
    [no] { $last }-жылдагы
   *[yes] { $first }–{ $last }-жылдардагы
  } иштердин реестринде: иштер — { $cases }, соттолуучулар — { $persons }.
register-year = Иш жабылган жылына, каралып жатканы кабыл алынган жылына таандык. Беренелер — сотко жөнөтүлгөндөгү айып боюнча, жосун жасалган күнү күчүндө болгон кодекс боюнча.
register-together-text = Айрым иштер бир нече берене боюнча болгондуктан, жазуулар иштерден көп. Диагоналда — ошол берене боюнча гана иштер.
register-mitigating-caption = Реестр: жазаны жеңилдетүүчү жагдайлар
register-aggravating-caption = Реестр: жазаны оорлотуучу жагдайлар
register-change-more = { $what }: { $year }-жылы { $now }, мурунку жылга караганда көп ({ $before }).
register-change-fewer = { $what }: { $year }-жылы { $now }, мурунку жылга караганда аз ({ $before }).
register-change-same = { $what }: { $year }-жылы { $now }, мурунку жылдагыдай эле ({ $before }).
register-change-note = Эки жыл — тенденция эмес; айырма статистикалык жактан текшерилген эмес.
register-what-cases = Иштер
register-what-entries = Беренелер боюнча жазуулар
register-what-persons = Соттолуучулар
register-what-victims = Жабырлануучулар
register-interval-text = Аралык (Уилсон, 95 %): мындай иштер тандалма болсо, үлүш кокустан гана канчага четтей аларын көрсөтөт.
register-too-small = 20дан аз байкоо: чечмелөө үчүн сан өтө аз. Үлүшсүз, медианасыз жана аралыксыз саны гана көрсөтүлгөн.
register-small-note = Бош уяча: 20дан аз байкоо, чечмелөө үчүн өтө аз.
register-range-text = Чектер — күчүндө болгон кодекстеги берененин бүтүндөй чеги, дал келүү таблицасына белгилүү болгон өлчөмдө. Берененин бөлүктөрү, кылмыш жасоого аракеттенүү жана өзгөчө жагдайлар үчүн чектер башка: «аз» же «көп» — ката деген тыянак эмес, ишти кароого себеп.
register-requalified-text = Саптар — сотко жөнөтүлгөндөгү берене, тилкелер — өкүмдөгү берене. Диагоналдан тышкары — кайра квалификацияланган айыптар.
register-several-note = Бир адам бир нече сапта эсептелиши мүмкүн.
register-gravest-note = Ар бир адам бир жолу: эң оор берене жана эң катуу жаза боюнча.
register-break-text = Кодекс алмашкан жерде катар үзүлөт: ар бир кылмыштын курамы өзгөрүүсүз калганын, өзгөргөнүн, бөлүнгөнүн, бириктирилгенин, жаңы экенин же токтогонун дал келүү таблицасы көрсөтөт.
register-chart-entries-title = Кылмыштар жана жылдар боюнча жазуулар
register-chart-entries-summary = { $several ->
    [no] { $last }-жылы
   *[yes] { $first }–{ $last }-жылдарда
  } бир жылдагы эң көп жазуу «{ $offence }» боюнча: { $most } ({ $year }-жыл).
register-chart-outcomes-title = Жыйынтык боюнча соттолуучулар
register-chart-outcomes-summary = Бир жыйынтык боюнча эң көп соттолуучу: { $most }.
register-chart-regions-title = Аймактар боюнча иштер
register-chart-regions-summary = Бир аймактагы эң көп иш: { $most }.
register-chart-forms-title = Эксплуатациялоо түрү боюнча жабырлануучулар
register-chart-forms-summary = Эксплуатациялоонун бир түрү боюнча эң көп жабырлануучу: { $most }.
register-article-name = { $article }: { $offence }
register-column-outcome = Жыйынтык
register-column-punishment = Жаза
register-column-serving = Өтөө
register-column-low = Аралык: төмөнкү
register-column-high = Аралык: жогорку
register-column-age = Жаш тобу
register-column-citizenship = Жарандыгы
register-column-region = Аймак
register-column-result = Жыйынтык
register-column-circumstance = Жагдай
register-column-form = Эксплуатациялоо түрү
register-column-measure = Чара
register-column-means = Каражат
register-column-place = Орду
register-column-compensation = Компенсация
register-column-article = Берене (кодекс)
register-column-filing = Тагылганда
register-column-year = Жыл
register-column-scope = Берене же жыл
register-column-range-least = Чек: төмөнкү
register-column-range-most = Чек: жогорку
register-column-additional = Кошумча жаза
register-compensation-text = Өндүрүлгөн компенсация, жабырлануучулар — { $awarded }: медиана { $median } сом, жарымында — { $low } сомдон { $high } сомго чейин.
key-register-cases = реестрдеги иштер
key-register-entries = алардагы беренелер боюнча жазуулар
key-register-persons = соттолуучулар
key-register-victims = жабырлануучулар
key-register-convicted = соттолгондор
register-value = { $value }

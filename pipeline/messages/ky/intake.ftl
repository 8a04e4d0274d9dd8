error-correction-incomplete = { $file }, «{ $correction }» оңдоосу: { $key } жок же күтүлгөндөй эмес. Сүрөттөмөдөгүдөй толук оңдоо күтүлгөн: docs/decisions/0007-corrections.md. Эмне кылуу керек: оңдоону толуктаңыз.
error-correction-row = { $file }, { $place }: «{ $correction }» оңдоосу боюнча ал жерден табылган саптар — { $rows }. Так бир сап күтүлгөн. Эмне кылуу керек: ордун тактаңыз же сапты «where» аркылуу тилкелери менен көрсөтүңүз; файлды жөнөтүүчү өзү оңдосо, оңдоонун status маанисин withdrawn кылыңыз.
error-correction-guard = { $file }, { $place }: «{ $correction }» оңдоосу { $column } тилкесинде «{ $expected }» күтөт, бирок ал жерде «{ $found }» турат. Уяча оңдоо макулдашылган кездегидей болушу күтүлгөн. Эмне кылуу керек: файлды караңыз; аны жөнөтүүчү өзү оңдосо, corrections.yaml файлында оңдоонун status маанисин withdrawn кылыңыз.
error-correction-useless = { $file }, { $place }: «{ $correction }» оңдоосунан кийин да сап текшерүүдөн өтпөйт: { $check }. Оңдолгон сап бардык текшерүүлөрдөн өтүшү күтүлгөн. Эмне кылуу керек: corrections.yaml файлындагы «corrected» маанисин оңдоңуз.
error-validation-nothing-left = { $file }: «{ $check }» текшерүүсүнөн өтпөгөн саптар — { $rows } ({ $sample }), ал эми «{ $table }» таблицасында кабыл алынган бир да сап калган жок; ушундай дагы өтпөгөн текшерүүлөр — { $more }. Жок дегенде бир сап калышы күтүлгөн. Эмне кылуу керек: файлды жөнөтүүчү менен бирге оңдоңуз же оңдоо киргизиңиз; эмне жана эмне үчүн карантинге коюлганы data/validated/quarantine.parquet файлында.

check-coverage-below-last-year = Мурунку жылга караганда азыраак уяча толтурулган
check-sources-disagree = Эки булак бир мекеме, көрсөткүч жана жыл үчүн ар башка сан берет
check-file-has-rows = Файлда саптар бар
check-file-stopped = Файл башка текшерүүдөн улам кабыл алынган жок: анын бардык саптары карантинде
check-left-out = Макулдашылган оңдоо менен алынып салынды

fact-quality-coverage = { $rule }: { $agency }, { $indicator }, { $year } ({ $subject }), { $side }
fact-quality-quarantine = { $source }, { $file }: карантиндеги саптар, { $reason }
fact-quality-revision = { $source }, { $version } версиясы: { $agency }, { $indicator }, { $year } ({ $subject }), { $side }
fact-quality-revisions = Версиялардын ортосунда кайра каралган сандар: { $kind }
fact-quality-corrections = Киргизилген оңдоолор: { $state }
fact-quality-correction = { $correction } оңдоосу: { $side }

label-side-before = мурунку
label-side-after = жаңы
label-side-corrected = оңдолгон
label-kind-added = кошулган
label-kind-changed = өзгөргөн
label-kind-withdrawn = алынып салынган
label-kind-regions = аймактар боюнча
label-state-agreed = макулдашылган
label-state-proposed = сунушталган
label-state-withdrawn = жокко чыгарылган
label-subject-stage = иштин баскычы боюнча
label-subject-citizenship = жарандыгы боюнча
label-subject-region = аймактар боюнча
unit-revisions = кайра кароо
unit-figures = булактын саны
unit-corrections = оңдоо
data-quality-coverage = Мурунку жылга салыштырмалуу толтурулган уячалар
data-quality-quarantine = Карантиндеги саптар себептери боюнча
data-quality-revision = Кайра кароого чейинки жана андан кийинки сандар
data-quality-revisions = Кайра кароолордун саны
data-quality-corrections = Киргизилген оңдоолор абалы боюнча
data-quality-correction = Оңдолгон сандар

quality-section-quarantine = Эмне карантинге коюлду
quality-quarantine-text = Текшерүүдөн өтпөгөн сап карантинге коюлат: ал бир да таблицага, диаграммага же суммага кирбейт. Анын баштапкы уячалары дайджестти түзүүчүлөрдө сакталат. Жөнөтүүчү файлды оңдогондо же оңдоо макулдашылганда, сап карантинден чыгарылат.
quality-quarantine-none = Карантинде бир да сап жок.
quality-quarantine-caption = Карантиндеги саптар файлдар жана себептер боюнча
quality-column-reason = Себеби
quality-column-rows = Саптар
quality-column-places = Файлдагы орду
quality-corrections-text = Макулдашылып, колдонулган оңдоолор — { $agreed }. Келип түшкөн файлдар өзгөртүлбөйт: ар бир оңдоодо уяча, анда эмне жазылганы, анын ордуна эмне эсептелери, себеби жана ким чечкени көрсөтүлөт.
quality-corrections-caption = Киргизилген оңдоолор
quality-column-place = Орду
quality-column-source-says = Булакта
quality-column-counts = Эсептелгени
quality-column-why = Себеби, ким жана качан
quality-column-state = Абалы
quality-correction-why = { $why } ({ $who }, { $when })
quality-correction-left-out = алынып салынды
quality-revisions-lead = { $changed ->
    [0] Булактардын версияларынын ортосунда республика боюнча бир да сан өзгөргөн эмес
   *[other] Булактардын версияларынын ортосунда республика боюнча өзгөргөн сандар — { $changed }
  }; кошулганы — { $added }, алынып салынганы — { $withdrawn }.
quality-revisions-regions = Аймактарга тиешелүү дагы { $count } кайра кароо бар; алардын сандары көрсөтүлбөйт.
quality-revision-caption = Эмне кайра каралды: мурунку жана жаңы сандар
quality-column-version = Жаңы версия
quality-column-before = Мурда
quality-column-after = Эми
quality-column-figure = Көрсөткүч
quality-figure = { $indicator }, { $subject }

fact-agency-by = { $agency }: { $indicator }, { $year }, { $dimension }: { $category }
data-agency-by = Мекемелердин катарлары жынысы, жашы жана иштин баскычы боюнча
agencies-other-caption = Булактар жана жылдар боюнча: { $indicator }
agencies-by-caption = Мекемелердин өз формалары боюнча, жынысы, жашы жана иштин баскычы менен: { $indicator }
new-registered-by = **{ $edition }-жылы катталган иштер.**
new-registered-agency = { $agency }: { $number }.
lead-series = { $edition }-жыл үчүн маалымат берген мекеме — { $agency }: { $indicator } — { $number }.
key-series = { $indicator }, { $edition }-жыл ({ $agency })
dashboard-box-series = { $indicator }, { $edition }-жыл ({ $agency })
sender-words = Жөнөтүүчүнүн өз сөзү менен: { $text }

import Schools

extension Wording {
  /// The fixed words of the pages under their names, for templates: `{{w.schools}}`.
  var page: [String: String] { Self.pages[language]! }

  /// By language, made once: every page needs them.
  private static let pages = Dictionary(
    uniqueKeysWithValues: Language.allCases.map { language in
      (language, pageWords.mapValues { $0[language] })
    })

  package func callAsFunction(_ name: String) -> String {
    guard let words = Self.pageWords[name] else { preconditionFailure("no words “\(name)”") }
    return words[language]
  }

  /// A name that stands in two lists is a defect: one of the two would be shown for the other.
  private static let pageWords = Dictionary(
    uniqueKeysWithValues: [
      frame, tables, chance, similarWords, modelWords, accessWords, editionWords, besideWords,
      linkWords, adminWords, planWords, documentWords, progressWords, exportWords, regionWords,
    ].flatMap { $0.map { ($0.key, $0.value) } })

  private static let frame: [String: Words] = [
    "system": Words(ru: "Система оценки качества образования", en: "School quality assessment"),
    "skip": Words(ru: "К содержанию", en: "Skip to content"),
    "menu": Words(ru: "Разделы", en: "Sections"),
    "home": Words(ru: "Обзор", en: "Overview"),
    "schools": Words(ru: "Школы", en: "Schools"),
    "indicators": Words(ru: "Показатели", en: "Indicators"),
    "ranking": Words(ru: "Рейтинг", en: "Ranking"),
    "clusters": Words(ru: "Кластеры", en: "Clusters"),
    "bundles": Words(ru: "Пакеты", en: "Bundles"),
    "synthetic": Words(
      ru: "Синтетические данные: школы, территории и результаты вымышлены.",
      en: "Synthetic data: schools, territories and results are invented."),
    "run": Words(ru: "Расчёт №", en: "Run No."),
    "asOf": Words(ru: "данные на", en: "data as of"),
    "published": Words(ru: "опубликовано", en: "published"),
    "version": Words(ru: "версия", en: "version"),
    "permalink": Words(ru: "Постоянная ссылка", en: "Permalink"),
    "nothing": Words(
      ru: "Пока ничего не опубликовано: загрузите пакеты и выполните расчёт.",
      en: "Nothing is published yet: load bundles and run the analysis."),
    "data": Words(ru: "Данные", en: "Data"),
    "csvForExcel": Words(ru: "CSV для Excel", en: "CSV for Russian Excel"),
    "year": Words(ru: "Учебный год", en: "Academic year"),
    "show": Words(ru: "Показать", en: "Show"),
    "find": Words(ru: "Найти", en: "Find"),
    "any": Words(ru: "все", en: "all"),
    "notDelivered": Words(ru: "данные не поступили", en: "no data were delivered"),
    "noRows": Words(ru: "Ничего не найдено.", en: "Nothing found."),
    "internalPaper": Words(
      ru: "Внутренний документ. Не для публикации и не для сравнения школ вне управления.",
      en: "Internal document. Not for publication."),
    "tiersNote": Words(
      ru: "Школы одной группы статистически неразличимы: порядок внутри группы ничего не значит.",
      en: "Schools of one tier cannot be told apart: the order within a tier means nothing."),
    "hiddenNote": Words(
      ru:
        "* Значение скрыто: слишком мало учеников, чтобы показывать его без риска раскрытия, или оно выдало бы другое скрытое.",
      en:
        "* The value is hidden: too few pupils to show it without a risk of disclosure, or it would give another hidden one away."
    ),
    "intervalNote": Words(
      ru:
        "Под значением — 95 % интервал; в скобках — число учеников или единиц наблюдения. Аналог считается без самой школы.",
      en:
        "Below a value is its 95 % interval; in brackets, the number of pupils or units. An analogue leaves the school itself out."
    ),
    "verdictNote": Words(
      ru:
        "▲ выше аналога (лучше), ● на уровне, ▼ ниже (хуже), ◇ не сопоставимо. Где «меньше — лучше», «выше» значит меньшее значение. h, d, ln — величина разности, не зависящая от числа наблюдений: 0,2 — малая, 0,5 — средняя, 0,8 — большая (для h и d).",
      en:
        "▲ above the analogue (better), ● within, ▼ below (worse), ◇ not comparable. Where lower is better, “above” means a smaller value. h, d, ln say how large a difference is whatever the number of units: 0.2 small, 0.5 medium, 0.8 large (of h and d)."
    ),
    "stripNote": Words(
      ru:
        "Черта слева направо — от меньшего значения к большему; серая полоса — школы муниципалитета (широкая часть — средняя половина), штрихи — похожие школы, ромб — регион, синяя точка — эта школа с интервалом.",
      en:
        "The line runs from smaller to larger values; the grey band is the municipality's schools (its wide part the middle half), ticks are similar schools, the diamond is the region, the blue dot is this school with its interval."
    ),
  ]

  private static let tables: [String: Words] = [
    "school": Words(ru: "Школа", en: "School"),
    "code": Words(ru: "Код", en: "Code"),
    "name": Words(ru: "Название", en: "Name"),
    "municipality": Words(ru: "Муниципалитет", en: "Municipality"),
    "region": Words(ru: "Регион", en: "Region"),
    "analogueLists": Words(ru: "С какими школами сопоставлено", en: "The schools set beside"),
    "kind": Words(ru: "Вид", en: "Kind"),
    "settlement": Words(ru: "Поселение", en: "Settlement"),
    "students": Words(ru: "Учеников", en: "Pupils"),
    "indicator": Words(ru: "Показатель", en: "Indicator"),
    "cut": Words(ru: "Разрез", en: "Cut"),
    "value": Words(ru: "Значение", en: "Value"),
    "interval": Words(ru: "95 % интервал", en: "95 % interval"),
    "distribution": Words(ru: "Распределение", en: "Distribution"),
    "history": Words(ru: "По годам", en: "By year"),
    "previous": Words(ru: "Прошлый год", en: "Previous year"),
    "search": Words(ru: "Название или код", en: "Name or code"),
    "small": Words(ru: "малокомплектная", en: "small"),
    "criterion": Words(ru: "Критерий", en: "Criterion"),
    "unit": Words(ru: "Единица", en: "Unit"),
    "direction": Words(ru: "Направление", en: "Direction"),
    "publishedFigure": Words(ru: "опубликовано", en: "published"),
    "returned": Words(ru: "готовый счёт", en: "returned as counts"),
    "passport": Words(ru: "Паспорт показателя", en: "Passport"),
    "numerator": Words(ru: "Числитель", en: "Numerator"),
    "denominator": Words(ru: "Знаменатель", en: "Denominator"),
    "period": Words(ru: "Период", en: "Period"),
    "measuredOn": Words(ru: "По состоянию", en: "As of"),
    "clause": Words(ru: "Пункт положения", en: "Clause"),
    "pool": Words(ru: "Группа школ", en: "Groups"),
    "analogueClass": Words(ru: "Внешний аналог", en: "External analogue"),
    "rankingPolicy": Words(ru: "В рейтинге", en: "In rankings"),
    "minimum": Words(ru: "Наименьшее n", en: "Minimum n"),
    "source": Words(ru: "Источник", en: "Source"),
    "caveats": Words(ru: "Оговорки", en: "Caveats"),
    "sensitivity": Words(ru: "Чувствительность", en: "Sensitivity"),
    "isSensitive": Words(
      ru: "чувствительный: малые числа скрыты, в рейтинг не входит",
      en: "sensitive: small numbers are hidden, never ranked"),
    "isNotSensitive": Words(ru: "обычный", en: "ordinary"),
    "records": Words(ru: "Таблицы записей", en: "Record tables"),
    "versions": Words(ru: "Версии", en: "Versions"),
    "bridge": Words(
      ru: "Прежнее определение считается рядом за год", en: "Earlier definition computed beside in"),
    "fingerprint": Words(ru: "Отпечаток определения", en: "Fingerprint"),
    "sql": Words(ru: "Определение на SQL", en: "Definition in SQL"),
    "place": Words(ru: "Место", en: "Place"),
    "score": Words(ru: "Балл", en: "Score"),
    "tier": Words(ru: "Группа", en: "Tier"),
    "reason": Words(ru: "Причина", en: "Reason"),
    "unranked": Words(ru: "Без места", en: "Unranked"),
    "method": Words(ru: "Как посчитано", en: "Method"),
    "weight": Words(ru: "Вес", en: "Weight"),
    "cluster": Words(ru: "Кластер", en: "Cluster"),
    "silhouette": Words(ru: "Силуэт", en: "Silhouette"),
    "profiles": Words(ru: "Профили кластеров", en: "Profiles"),
    "clusterContext": Words(
      ru: "Условия — среднее по школам; в подборе кластеров не участвуют",
      en: "Context — means over schools; clusters are not made by it"),
    "allModel": Words(ru: "все школы модели", en: "all schools of the model"),
    "members": Words(ru: "Состав", en: "Members"),
    "medoid": Words(ru: "пример", en: "example"),
    "twoSchools": Words(ru: "Две школы рядом", en: "Two schools side by side"),
    "firstSchool": Words(ru: "Эта школа", en: "This school"),
    "secondSchool": Words(ru: "рядом с этой", en: "beside this one"),
    "compareTwo": Words(ru: "Сравнить места", en: "Compare the places"),
    "samplingOnly": Words(ru: "Только выборка", en: "Sampling alone"),
    "placeSet": Words(ru: "Совместный интервал", en: "Simultaneous set"),
    "topQuarter": Words(ru: "В первой четверти", en: "In the first quarter"),
    "bottomQuarter": Words(ru: "В последней четверти", en: "In the last quarter"),
    "otherWeights": Words(ru: "Что, если веса другие", en: "What if the weights were others"),
    "weighAnew": Words(ru: "Взвесить заново", en: "Weigh anew"),
    "publishedPlace": Words(ru: "Опубликованное место", en: "Published place"),
    "placesGained": Words(ru: "Сдвиг", en: "Places gained"),
    "weightsNote": Words(
      ru: "Веса критериев от 0 до 100; важно их соотношение, 0 исключает критерий. "
        + "Адрес этой страницы хранит веса.",
      en: "Weights of criteria from 0 to 100: their proportion counts, 0 leaves a criterion out. "
        + "The address keeps them."),
    "whatIf": Words(ru: "Что, если выбрать иначе", en: "What if the choice were another"),
    "choice": Words(ru: "Выбор", en: "Choice"),
    "meanShift": Words(ru: "Сдвиг мест в среднем", en: "Mean shift of places"),
    "largestShift": Words(ru: "Наибольший сдвиг", en: "Greatest shift"),
    "tau": Words(ru: "Согласие порядков (τ Кендалла)", en: "Agreement of orders (Kendall's τ)"),
    "importance": Words(ru: "Важность на деле", en: "Effective importance"),
    "gap": Words(ru: "Статистика разрыва", en: "Gap statistic"),
    "stability": Words(ru: "Устойчивость", en: "Stability"),
    "transitions": Words(ru: "Переходы между годами", en: "Moves between years"),
    "keyChoice": Words(ru: "Выбор показателей", en: "Choice of indicators"),
    "coverage": Words(ru: "Охват", en: "Coverage"),
    "correlation": Words(ru: "Корреляция", en: "Correlation"),
    "decision": Words(ru: "Решение", en: "Decision"),
    "borderline": Words(ru: "пограничная", en: "borderline"),
    "candidates": Words(ru: "Выбор числа кластеров", en: "Choice of the number of clusters"),
    "clusterCount": Words(ru: "Кластеров", en: "Clusters"),
    "withinSS": Words(ru: "Сумма квадратов внутри", en: "Within sum of squares"),
    "unclustered": Words(ru: "Без кластера", en: "Without a cluster"),
    "typologyBeside": Words(
      ru: "Типология рядом с кластерами", en: "The typology beside the clusters"),
    "typologyNote": Words(
      ru:
        "Тип — по правилам: результаты рядом с ожидаемыми при таком контексте. Кластер — по близости ключевых показателей, контекст в нём не участвует. Одно не следует из другого; считаны школы, которые видны на этой странице.",
      en:
        "The type goes by rules: outcomes beside what such a context lets expect. A cluster goes by how near key indicators are, without context. Neither follows from the other; counted are the schools that this page shows."
    ),
    "noType": Words(ru: "тип не назван", en: "no type told"),
    "typeByCluster": Words(ru: "Тип / кластер", en: "Type / cluster"),
    "outside": Words(ru: "вне", en: "none"),
    "allSchools": Words(ru: "всего", en: "all"),
    "bundle": Words(ru: "Пакет", en: "Bundle"),
    "state": Words(ru: "Состояние", en: "State"),
    "file": Words(ru: "Файл", en: "File"),
    "row": Words(ru: "Строка", en: "Row"),
    "column": Words(ru: "Столбец", en: "Column"),
    "message": Words(ru: "Что не так", en: "Problem"),
    "hint": Words(ru: "Что сделать", en: "What to do"),
    "received": Words(ru: "Принят", en: "Received"),
    "finished": Words(ru: "Обработан", en: "Finished"),
    "mode": Words(ru: "Режим", en: "Mode"),
    "size": Words(ru: "Размер", en: "Size"),
    "severity": Words(ru: "Важность", en: "Severity"),
    "problems": Words(ru: "Замечания", en: "Problems"),
    "total": Words(ru: "Всего", en: "Total"),
    "table": Words(ru: "Таблица", en: "Table"),
    "rows": Words(ru: "Строк", en: "Rows"),
    "added": Words(ru: "Добавлено", en: "Added"),
    "changed": Words(ru: "Изменено", en: "Changed"),
    "removed": Words(ru: "Удалено", en: "Removed"),
    "missing": Words(ru: "Не прислали", en: "Not delivered"),
    "needsAttention": Words(ru: "Требуют внимания", en: "Need attention"),
    "night": Words(ru: "Последний расчёт", en: "Last run"),
    "stage": Words(ru: "Стадия", en: "Stage"),
    "seconds": Words(ru: "Секунд", en: "Seconds"),
    "errors": Words(ru: "Ошибок", en: "Errors"),
    "warnings": Words(ru: "Предупреждений", en: "Warnings"),
    "unchanged": Words(ru: "Без изменений", en: "Unchanged"),
    "byTable": Words(ru: "По таблицам", en: "By table"),
    "places": Words(ru: "Где", en: "Where"),
    "rule": Words(ru: "Правило", en: "Rule"),
    "everyProblem": Words(ru: "Построчно", en: "One by one"),
    "decisions": Words(ru: "Решения управления", en: "Decisions of the department"),
    "download": Words(ru: "Скачать", en: "Download"),
    "allProblems": Words(ru: "все замечания", en: "all problems"),
    "heatNote": Words(
      ru:
        "Отклонение от медианы региона в робастных стандартных отклонениях; под ним — среднее кластера и его 95 % интервал; ● — чем кластер отличается сильнее всего.",
      en:
        "Deviation from the region's median in robust standard deviations; below it, the cluster's mean with its 95 % interval; ● marks what tells it from the others most."
    ),
    "sender": Words(ru: "Отправитель", en: "Sender"),
    "annotated": Words(
      ru: "ваш файл с пометками (XLSX)", en: "your file with the problems marked (XLSX)"),
    "template": Words(
      ru: "шаблон пакета для заполнения (XLSX)", en: "a template to fill (XLSX)"),
    "ownTemplate": Words(
      ru: "шаблон с данными школы за год (XLSX)", en: "a template with the school's records (XLSX)"),
  ]
}

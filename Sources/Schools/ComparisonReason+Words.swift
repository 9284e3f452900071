extension ComparisonReason {
  /// A few words beside a verdict.
  package var words: Words { texts.words }

  /// What it means, in a sentence.
  package var sentence: Words { texts.sentence }

  private var texts: (words: Words, sentence: Words) {
    switch self {
    case .analogueExact:
      (
        Words(ru: "аналог без числа наблюдений", en: "an analogue without its n"),
        Words(
          ru:
            "Опубликованное значение взято как точное: ни числа обучающихся, ни разброса издатель не дал.",
          en:
            "The published value is taken as exact: neither its number of pupils nor its spread was given."
        )
      )
    case .analogueMissing:
      (
        Words(ru: "аналога нет", en: "there is no analogue"),
        Words(
          ru: "Этого показателя нет ни у одной другой школы.",
          en: "No other school has this figure.")
      )
    case .chainLinked:
      (
        Words(ru: "вместе с предшественницами", en: "with the schools it grew out of"),
        Words(
          ru:
            "Прежние годы — сумма частей школ, из которых выросла школа, и её собственных.",
          en: "Earlier years add up the parts of the schools it grew out of and its own.")
      )
    case .chainSplit:
      (
        Words(ru: "школа выделена из другой", en: "the school was divided off"),
        Words(
          ru:
            "Школа возникла при разделении или выделении: прежние значения не делятся между преемницами.",
          en: "The school came out of a division: earlier figures cannot be told apart.")
      )
    case .contextIndicator:
      (
        Words(ru: "показатель условий", en: "an indicator of context"),
        Words(
          ru: "Лучшего конца у показателя нет: «выше» значит большее значение.",
          en: "No end is better: “above” means a larger value.")
      )
    case .coverageIncomplete:
      (
        Words(ru: "охват неполный", en: "coverage is not complete"),
        Words(
          ru:
            "Данные есть не у всех школ территории, и это больше, чем допускает порог полного охвата.",
          en:
            "Not all schools of the territory are behind the analogue: fewer than the limit of full coverage."
        )
      )
    case .coverageLow:
      (
        Words(ru: "охват мал", en: "coverage is low"),
        Words(
          ru: "Аналог посчитан по слишком малой доле школ или обучающихся территории.",
          en: "The analogue rests on too small a part of the territory's schools or pupils.")
      )
    case .definitionApproximate:
      (
        Words(ru: "определения близки, но разные", en: "definitions are near, not the same"),
        Words(
          ru: "Опубликованное считают иначе; оба числа — в сверке.",
          en: "What is published is counted otherwise; the reconciliation shows both figures.")
      )
    case .definitionDiffers:
      (
        Words(ru: "определение изменилось", en: "the definition has changed"),
        Words(
          ru: "Соответствие объявлено для другой версии определения показателя.",
          en: "The crosswalk speaks of another version of the indicator's definition.")
      )
    case .includesSchool:
      (
        Words(ru: "в аналоге есть сама школа", en: "the school is part of it"),
        Words(
          ru: "Из опубликованного значения школу вынуть нельзя: разность преуменьшена.",
          en:
            "The school cannot be taken out of the published value: the difference is understated.")
      )
    case .kindUnknown:
      (
        Words(ru: "вид школы неизвестен", en: "the school's kind is not known"),
        Words(
          ru: "Ни за один год не прислано сведений о виде школы, поселении и малокомплектности.",
          en: "Of no year has the school told its kind, its settlement and whether it is small.")
      )
    case .lowerIsBetter:
      (
        Words(ru: "меньше — лучше", en: "lower is better"),
        Words(ru: "«Выше» значит меньшее значение.", en: "“Above” means a smaller value.")
      )
    case .marksDoubtful:
      (
        Words(ru: "признаки необъективности отметок", en: "signs of doubtful marks"),
        Words(
          ru:
            "Годовые отметки школы заметно чаще выше экзаменационных или снижаются на ВПР, чем в других школах региона.",
          en:
            "The school's marks are above the exam's, or lowered by ВПР, clearly more often than in the region's other schools."
        )
      )
    case .noContext:
      (
        Words(ru: "мало данных о контингенте", en: "too little is known of its pupils"),
        Words(
          ru: "Сведений об условиях школы не хватает, чтобы подобрать похожие.",
          en: "Too little is known of the school's context to look for similar schools.")
      )
    case .noInterval:
      (
        Words(ru: "нет интервала", en: "no interval"),
        Words(
          ru:
            "У разности нет интервала: это наблюдение «да — нет» или значения нигде не различаются.",
          en: "The difference has no interval: a flag is observed, or no values spread.")
      )
    case .noPreviousYear:
      (
        Words(ru: "нет прошлого года", en: "no previous year"),
        Words(ru: "За прошлый год показателя нет.", en: "There is no figure a year earlier.")
      )
    case .noSchoolsOfKind:
      (
        Words(ru: "школ того же вида мало", en: "too few schools of the kind"),
        Words(
          ru:
            "В муниципалитете мало школ того же вида, даже если не смотреть на уровень образования, поселение и малокомплектность.",
          en:
            "The municipality has too few schools of the kind, even whatever their level, settlement and size."
        )
      )
    case .noSimilarSchools:
      (
        Words(ru: "похожих школ мало", en: "too few similar schools"),
        Words(
          ru: "Достаточно похожих школ в регионе нет: честного аналога не подобрать.",
          en: "The region has too few schools that are similar enough: there is no fair analogue.")
      )
    case .notPoolable:
      (
        Words(ru: "значения школ не складываются", en: "values of schools do not add up"),
        Words(
          ru: "Значения школ нельзя сложить; дано место среди школ.",
          en: "The schools' parts cannot be added; the percentile is given.")
      )
    case .notPublished:
      (
        Words(ru: "не опубликовано", en: "not published"),
        Words(
          ru: "Опубликованного значения за этот год нет.",
          en: "Nothing has been published for the year.")
      )
    case .ownShareLarge:
      (
        Words(ru: "школа — заметная часть аналога", en: "the school is much of the analogue"),
        Words(
          ru: "Вынуть школу из опубликованного значения нельзя, а её доля в нём велика.",
          en: "The school cannot be taken out of the published value and is a large part of it.")
      )
    case .ownTooFewUnits:
      (
        Words(ru: "мало наблюдений в школе", en: "too few units in the school"),
        Words(
          ru: "У школы меньше наблюдений, чем требует паспорт показателя.",
          en: "The school has fewer units than the indicator's passport asks for.")
      )
    case .periodDiffers:
      (
        Words(ru: "период другой", en: "another period"),
        Words(
          ru: "Опубликованное относится к другой дате, чем показатель.",
          en: "What is published is of another date than the indicator.")
      )
    case .populationDiffers:
      (
        Words(ru: "другие школы", en: "other schools"),
        Words(
          ru: "Опубликовано не о всех школах территории.",
          en: "What is published is not about all schools of the territory.")
      )
    case .preliminary:
      (
        Words(ru: "предварительно", en: "preliminary"),
        Words(
          ru: "Опубликованное значение ещё не окончательное.",
          en: "The published value is not final yet.")
      )
    case .publishedDisagrees:
      (
        Words(ru: "опубликованное меньше школы", en: "the published figure cannot hold the school"),
        Words(
          ru: "Школа не вмещается в опубликованный итог: в нём меньше обучающихся, чем в ней.",
          en: "The published figure cannot hold the school: it counts fewer pupils than the school."
        )
      )
    case .sameKindRelaxed:
      (
        Words(ru: "вид школы взят шире", en: "the kind is taken wider"),
        Words(
          ru:
            "Школ точно того же вида мало: не учтена малокомплектность, а если нужно, и поселение и уровень образования.",
          en:
            "Too few schools are of exactly the same kind: whether small was dropped, and where needed settlement and level."
        )
      )
    case .scaleChanged:
      (
        Words(ru: "шкала изменилась", en: "the scale has changed"),
        Words(
          ru: "Шкала или минимум экзамена в сравниваемых годах разные.",
          en: "The exam's scale or minimum differs between the years.")
      )
    case .suppressed:
      (
        Words(ru: "значение скрыто", en: "the value is hidden"),
        Words(
          ru: "Значение школы, её прошлого года или территории скрыто по правилам раскрытия.",
          en:
            "The school's value, its earlier year's or the territory's is hidden by the rules of disclosure."
        )
      )
    case .tooFewSchools:
      (
        Words(ru: "мало школ в аналоге", en: "too few schools in the analogue"),
        Words(
          ru: "В аналоге меньше школ, чем требует порог.",
          en: "The analogue has fewer schools than the limit.")
      )
    case .tooFewUnits:
      (
        Words(ru: "мало наблюдений в аналоге", en: "too few units in the analogue"),
        Words(
          ru: "В аналоге меньше обучающихся, работников или ответов, чем требует порог.",
          en: "The analogue has fewer pupils, staff or answers than the limit.")
      )
    case .yearJump:
      (
        Words(ru: "скачок за год", en: "a jump within a year"),
        Words(
          ru:
            "За год значение изменилось больше, чем объясняется случаем: проверьте данные обоих лет.",
          en:
            "Within a year the value moved by more than chance explains: look at both years' data.")
      )
    }
  }
}

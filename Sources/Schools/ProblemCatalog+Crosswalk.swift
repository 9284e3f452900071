extension ProblemCatalog {
  /// Problems of crosswalks, and of counts that disagree with records.
  static let crosswalkEntries: [Entry] = [
    rejected(
      "catalog.crosswalk_indicator_unknown",
      "Строка {line} таблицы соответствия: показателя «{indicator}» в каталоге нет.",
      "Line {line} of the crosswalk: the catalog has no indicator “{indicator}”.",
      hint: (
        ru: "Возьмите код из списка `soko catalog`.",
        en: "Take the code from the list of `soko catalog`."
      )),
    rejected(
      "catalog.crosswalk_measure_unknown",
      "Строка {line} таблицы соответствия: неясно, что опубликовано ({part}).",
      "Line {line} of the crosswalk: it is not clear what was published ({part}).",
      hint: (
        ru:
          "Назовите одно: экзамен с предметом, параллелью и шкалой, показатель каталога с разрезом или код издателя с разрезом.",
        en:
          "Name one: an exam with subject, grade and scale, an indicator of the catalog with a cut, or a publisher's code with a cut."
      )),
    rejected(
      "catalog.crosswalk_cut_malformed",
      "Строка {line} таблицы соответствия: разрез записан неверно.",
      "Line {line} of the crosswalk: the cut is not well formed.",
      hint: (
        ru: "Пишите `all` или пары вида `grade=9;subject=mat`, имена по алфавиту.",
        en: "Write `all` or pairs as `grade=9;subject=mat`, names in alphabetical order."
      )),
    rejected(
      "catalog.crosswalk_match_unfit",
      "Строка {line} таблицы соответствия: класс «{match}» и пересчёт «{conversion}» не подходят друг к другу.",
      "Line {line} of the crosswalk: the class “{match}” and the conversion “{conversion}” do not fit each other.",
      hint: (
        ru:
          "Класс exact — без пересчёта, converted — с пересчётом; отметка за средний балл — только approximate; approximate и none поясняются.",
        en:
          "The class exact has no conversion and converted has one; the mark of a mean score is approximate at most; approximate and none have a note."
      )),
    rejected(
      "catalog.crosswalk_repeated",
      "Строка {line} таблицы соответствия повторяет строку выше: те же показатель, разрез и опубликованное.",
      "Line {line} of the crosswalk repeats one above: the same indicator, cut and measure.",
      hint: (ru: "Оставьте одну.", en: "Keep one of them.")),
    rejected(
      "catalog.crosswalk_date_malformed",
      "Строка {line} таблицы соответствия: окно дат записано неверно.",
      "Line {line} of the crosswalk: the window of dates is not well formed.",
      hint: (
        ru: "Пишите месяц и день, как `09-01`; начало не позже конца.",
        en: "Write month and day as `09-01`, the beginning not after the end."
      )),
    warning(
      "result.return_disagrees",
      "Готовый счёт показателя {indicator} (разрез {cut}) расходится с тем, что выходит по записям таблиц {tables}; взяты записи.",
      "The returned counts of the indicator {indicator} (cut {cut}) disagree with what the records of {tables} give; the records are taken.",
      hint: (
        ru: "Сверьте строку готового счёта с выгрузкой записей и исправьте то, что неверно.",
        en: "Hold the returned row against the exported records and correct what is wrong."
      )),
  ]
}

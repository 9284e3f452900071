extension ProblemCatalog {
  /// Problems between this year and the years before: what has changed more than it should.
  static let yearEntries: [Entry] = [
    warning(
      "intake.table_emptied",
      "Таблица прислана пустой, а прежде в ней было строк: {count}.",
      "The table came empty; before it had {count} rows.",
      hint: (
        ru:
          "Пустая таблица значит «ничего не было». Если данные не выгрузились, отправьте их; если таблицы нет, уберите её из описания.",
        en:
          "An empty table means “there was nothing”. If the export left it out, send it; if there is none, take it out of the descriptor."
      )
    ).raisable,
    warning(
      "intake.roll_changed",
      "Обучающихся {now}, год назад было {before}: разница больше 30 %.",
      "There are {now} pupils, a year ago {before}: a difference of more than 30%.",
      hint: (
        ru: "Проверьте, полностью ли выгружены зачисления этого и прошлого года.",
        en: "Check whether the enrolments of both years were exported in full."
      )
    ).raisable,
    warning(
      "intake.keys_changed",
      "Из {expected} ключей прошлого года, которые должны повториться, нашлось {found}.",
      "Of {expected} keys of last year that should come again, {found} were found.",
      hint: (
        ru:
          "Похоже, ключи сделаны заново: сравнить людей по годам нельзя. Выгрузите их с тем же секретом, что и год назад.",
        en:
          "The keys seem to have been made anew, so no one can be followed over the years. Export them with last year's secret."
      )
    ).raisable,
    warning(
      "intake.grade_out_of_order",
      "Год назад обучающийся был в параллели {before}, теперь в параллели {now}.",
      "A year ago the pupil was in grade {before}, now in grade {now}.",
      hint: (
        ru: "Проверьте класс обучающегося и его ключ.",
        en: "Check the pupil's class and key."
      )
    ).raisable,
    warning(
      "intake.repeat_year_unmarked",
      "Обучающийся второй год в параллели {now}, а повторный год не отмечен.",
      "The pupil is in grade {now} for a second year, but no repeated year is marked.",
      hint: (
        ru: "Отметьте is_repeat_year или проверьте класс.",
        en: "Mark is_repeat_year, or check the class."
      )
    ).raisable,
    warning(
      "intake.repeat_year_unfounded",
      "Отмечен повторный год, а год назад обучающийся не был в этой параллели.",
      "A repeated year is marked, but a year ago the pupil was not in this grade.",
      hint: (
        ru: "Снимите is_repeat_year или проверьте класс и ключ обучающегося.",
        en: "Clear is_repeat_year, or check the pupil's class and key."
      )
    ).raisable,
    warning(
      "intake.quality_unusual",
      "Без «2» и «3» год закончили {now} % учеников, в прежние годы {before} %: случайностью это не объяснить.",
      "{now}% of the pupils end the year with no mark below 4, in years before {before}%: chance does not explain it.",
      hint: (
        ru: "Проверьте, полностью ли и за тот ли год выгружены отметки.",
        en: "Check whether the marks were exported in full and for the right year."
      )
    ).raisable,
    warning(
      "intake.exam_mean_changed",
      "Средний результат по предмету {subject} — {now}, год назад {before}: случайностью это не объяснить.",
      "The mean result in {subject} is {now}, a year ago {before}: chance does not explain it.",
      hint: (
        ru: "Сверьте результаты с протоколами РЦОИ.",
        en: "Hold the results against the protocols of the regional centre."
      )
    ).raisable,
    warning(
      "intake.category_share_extreme",
      "Первую или высшую категорию имеют {now} % педагогов; в прежние годы так не бывало.",
      "{now}% of the teachers have a first or highest category, for the first time.",
      hint: (
        ru: "Проверьте, полностью ли выгружены категории.",
        en: "Check whether the categories were exported in full."
      )
    ).raisable,
  ]
}

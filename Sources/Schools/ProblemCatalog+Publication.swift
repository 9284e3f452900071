extension ProblemCatalog {
  /// Why the pointer to the publication in force is not moved.
  static let publicationEntries: [Entry] = [
    rejected(
      "publication.not_held",
      "Расчёт {run} уже публиковался.",
      "Run {run} has been published already.",
      hint: (
        ru: "Расчёты для просмотра печатает soko publication list, состояние preview.",
        en: "Runs to be looked at are printed by soko publication list, state preview."
      )),
    rejected(
      "publication.not_open",
      "Публикация {run} не выходила или уже отозвана.",
      "Publication {run} did not come out, or is withdrawn already.",
      hint: (ru: "Состояния печатает soko publication list.", en: "See soko publication list.")),
    rejected(
      "publication.overtaken",
      "Действует более поздний расчёт, чем {run}: прежний его не заменит.",
      "A later run than {run} is in force, and an earlier one does not replace it.",
      hint: (
        ru:
          "Отзовите действующую публикацию (soko publication withdraw), тогда вернётся та, что была до неё.",
        en:
          "Withdraw the publication in force (soko publication withdraw); the one before it comes back."
      )),
    rejected(
      "publication.reason_missing",
      "Причина отзыва — от 1 до 500 знаков: её прочтут все, кому показан отчёт.",
      "The reason has 1 to 500 characters: everybody who is shown the report reads it.",
      hint: (ru: "Укажите --because.", en: "Give --because.")),
    rejected(
      "publication.unknown",
      "Публикации расчёта {run} нет.",
      "There is no publication of run {run}.",
      hint: (ru: "Номера печатает soko publication list.", en: "See soko publication list.")),
  ]
}

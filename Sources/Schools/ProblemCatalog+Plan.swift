extension ProblemCatalog {
  /// What is wrong in a plan of monitoring.
  static let planEntries: [Entry] = [
    rejected(
      "plan.cell_missing", "Ячейка пуста.", "The cell is empty.",
      hint: (ru: "Заполните её.", en: "Fill it.")),
    rejected(
      "plan.date_malformed", "Это не дата.", "This is no day.",
      hint: (ru: "Пишите так: 2026-06-20.", en: "Write it so: 2026-06-20.")),
    rejected(
      "plan.dates_out_of_order", "Срок раньше начала.", "The deadline is before the beginning.",
      hint: (ru: "Проверьте opens и due.", en: "See opens and due.")),
    rejected(
      "plan.indicator_unknown", "В каталоге нет показателя «{name}».",
      "The catalog has no indicator “{name}”.",
      hint: (
        ru: "Коды печатает soko report indicators.",
        en: "The codes are printed by soko report indicators."
      )),
    rejected(
      "plan.item_twice", "Такой срок этого мероприятия уже есть выше.",
      "This deadline of the item stands above already.",
      hint: (ru: "Оставьте одну строку.", en: "Keep one row.")),
    rejected(
      "plan.municipality_unknown", "В реестре нет муниципалитета «{name}».",
      "The register has no municipality “{name}”.",
      hint: (ru: "Укажите код ОКТМО.", en: "Give the ОКТМО code.")),
    rejected(
      "plan.nothing_asked", "Не сказано, чего ждут: ни таблиц, ни показателей.",
      "It is not said what is asked for: neither tables nor indicators.",
      hint: (ru: "Заполните tables или indicators.", en: "Fill tables or indicators.")),
    rejected(
      "plan.responsible_named", "Похоже на имя человека.", "This looks like a person's name.",
      hint: (
        ru: "Назовите должность: «заместитель директора по УВР».",
        en: "Name the post: “deputy head for studies”."
      )),
    rejected(
      "plan.school_unknown", "В этом муниципалитете нет школы «{name}».",
      "This municipality has no school “{name}”.",
      hint: (
        ru: "Коды печатает soko report schools.",
        en: "The codes are printed by soko report schools."
      )),
    rejected(
      "plan.table_unknown", "Таблицы записей «{name}» нет.", "There is no record table “{name}”.",
      hint: (
        ru: "Таблицы перечислены в описании пакета.", en: "The bundle's reference lists them."
      )),
    rejected(
      "plan.word_unknown", "Здесь бывает: {words}.", "Here may stand: {words}.",
      hint: (ru: "Напишите одно из этих слов.", en: "Write one of these words.")),
    rejected(
      "plan.year_malformed", "Это не учебный год.", "This is no academic year.",
      hint: (
        ru: "Пишите год окончания: 2026 — это 2025/26.",
        en: "Write the year of its end: 2026 is 2025/26."
      )),
  ]
}

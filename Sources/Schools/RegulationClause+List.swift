extension RegulationClause {
  /// Clauses 4.4.1 to 4.4.6, 2.3, 1.16 and 4.17, item by item.
  package static let all: [RegulationClause] = [
    ("4.4.1", results), ("4.4.2", conditions), ("4.4.3", extra), ("4.4.4", upbringing),
    ("4.4.5", teachers), ("4.4.6", health), ("2.3", objectivity), ("1.16", sources),
    ("4.17", methods),
  ].flatMap { clause, items in
    items.enumerated().map { RegulationClause(clause, $0.offset + 1, $0.element) }
  }

  private static let results: [Item] = [
    Item(
      "государственная итоговая аттестация выпускников 11 классов в форме ЕГЭ",
      "ext.gia11.* ext.below_min.gia11_share* ext.below_min.any_share int.grade11.*"),
    Item(
      "государственная итоговая аттестация выпускников 9 классов в форме ОГЭ",
      "ext.gia9.* ext.below_min.gia9_share* ext.below_min.any_share int.grade9.*"),
    Item(
      "промежуточная и текущая аттестация обучающихся 1–11 классов",
      "int.marks.* int.repeaters_share*",
      ru: "текущие отметки: в записях только итоговые отметки периодов и года",
      en: "current marks: the records hold final marks of periods and of the year only"),
    Item(
      "мониторинг качества знаний обучающихся 4 классов по русскому языку, математике и чтению",
      "int.diag.g4.mean_pct"),
    Item(
      "участие и результативность в олимпиадах, конкурсах, соревнованиях",
      "ext.olymp.* int.contests.participation_share ext.events.level_participation_share"),
    Item("мониторинг 1 класса «Готовность к обучению в школе и адаптация»", "int.diag.g1.*"),
    Item("мониторинг обученности и адаптации обучающихся 5 класса", "int.diag.g5.*"),
    Item(
      "мониторинг образовательных достижений по школьной программе мониторинга",
      "int.diag.monitor.mean_pct ext.regstudy.*"),
    Item(
      "мониторинг способности решать учебные задачи и жизненные проблемные ситуации",
      "int.diag.func_lit.level_share int.diag.meta.level_share"),
  ]

  private static let conditions: [Item] = [
    Item(
      "результаты лицензирования и государственной аккредитации",
      "cond.licence_valid cond.accreditation_valid"),
    Item(
      "эффективность самооценки и внешней оценки, ежегодные публичные доклады",
      "cond.public_report_on_time",
      ru: "срок самообследования (20 апреля): школа сообщает одну дату публикации",
      en: "the date of self-examination (20 April): a school tells one date of publication"),
    Item(
      "программно-информационное обеспечение, Интернет и его использование",
      "cond.internet_* cond.pc_per_student tea.ict_share"),
    Item(
      "оснащенность учебных кабинетов оборудованием, средствами обучения и мебелью",
      "cond.classroom_equipped_share cond.area_per_student"),
    Item("обеспеченность методической и учебной литературой", "cond.books_per_student"),
    Item("охрана труда и обеспечение безопасности", "cond.safety_met_share.*"),
    Item(
      "соответствие условий обучения нормативам и требованиям СанПиН",
      "cond.sanpin_* cond.canteen_present cond.hot_meal_coverage_share"),
    Item("диагностика тревожности обучающихся 1 и 5 классов", "health.anxiety_high_share"),
    Item(
      "отсев обучающихся и сохранение контингента",
      "cond.attrition_share cond.roll_retention_share"),
    Item(
      "дальнейшее трудоустройство выпускников",
      "soc.grad11.* soc.grad_neet_share soc.grade9_*"),
    Item(
      "открытость школы для родителей и общественных организаций, анкетирование родителей",
      "par.*",
      ru: "баллы независимой оценки (bus.gov.ru): приходят как опубликованные итоги, не от школ",
      en: "scores of the independent assessment: they come as published figures, not from schools"),
  ]

  private static let extra: [Item] = [
    Item("соответствие программ нормативным требованиям", "cond.extra_ed_conform_share"),
    Item(
      "доля обучающихся, охваченных дополнительным образованием",
      "cond.extra_ed_coverage_share cond.extra_ed_present cond.extra_ed_programs_count*"),
  ]

  private static let upbringing: [Item] = [
    Item("качество планирования воспитательной работы", "edu.plan_quality_score"),
    Item(
      "охват деятельностью, соответствующей интересам и потребностям",
      "edu.interest_coverage_share"),
    Item("наличие детского самоуправления", "edu.selfgov_present"),
    Item(
      "удовлетворенность обучающихся и родителей воспитательной деятельностью",
      "edu.satisfaction.*"),
    Item("уровень воспитанности обучающихся", "edu.upbringing_level_share"),
    Item(
      "положительная динамика количества правонарушений и преступлений",
      "soc.offences_per_1000 soc.juvenile_register_share",
      ru: "отдельного показателя изменения нет: это сопоставление с прошлым годом школы",
      en: "no code of its own for the change: it is the comparison with the school's earlier year"),
  ]

  private static let teachers: [Item] = [
    Item("аттестация педагогов", "tea.attested_share tea.sootv_share tea.cat_*"),
    Item(
      "готовность к повышению мастерства: курсы, районные методические объединения",
      "tea.pd_3y_share* tea.rmo_*",
      ru: "курсы за 5 лет (приказ 1324, п. 1.33): записи охватывают 36 месяцев",
      en: "training in 5 years (order 1324, 1.33): the records reach back 36 months"),
    Item(
      "знание и использование современных педагогических методик и технологий",
      "tea.modern_methods_share tea.ict_share tea.lesson_score_mean"),
    Item(
      "образовательные достижения обучающихся",
      "int.marks.quality45_share ext.gia9.mean_mark5 ext.gia11.mean100 cond.staffing_*",
      ru: "по отдельным учителям не считается: только по школе",
      en: "never by teacher: by school only"),
    Item(
      "участие в качестве экспертов ЕГЭ, аттестационных комиссий, жюри", "tea.expert_share"),
    Item(
      "участие в профессиональных конкурсах разного уровня",
      "tea.prof_contest_share tea.contest_winner_share"),
  ]

  private static let health: [Item] = [
    Item(
      "наличие медицинского кабинета и его оснащенность",
      "cond.medical_office_present* health.med_equipment_share"),
    Item("санитарно-эпидемиологические профилактические мероприятия", "health.sanepid_done_share"),
    Item(
      "заболеваемость обучающихся, педагогических и других работников",
      "health.illness_* health.index health.staff_sick_days_per_fte",
      ru: "прочие работники: их ставок в записях нет, учтены учителя",
      en: "other staff: the records hold no posts of theirs, teachers are counted"),
    Item(
      "эффективность оздоровительной работы, отдых в каникулярное время",
      "health.summer_coverage_share",
      ru: "здоровьесберегающие программы и режим дня: в записях их нет",
      en: "health programmes and the order of the day: not in the records"),
    Item(
      "состояние физкультурно-оздоровительной работы",
      "health.sport_* health.pe_main_group_share"),
    Item(
      "диагностика состояния здоровья обучающихся", "health.group_share health.deviation_*",
      ru: "одна когорта от поступления до 14 лет: осмотры приходят суммами и детей не связывают",
      en: "one cohort from entry to 14: examinations come as totals that do not link children"),
  ]

  private static let objectivity: [Item] = [
    Item("объективность, достоверность и полнота информации", "qa.*"),
    Item(
      "сопоставимость системы показателей с муниципальными, региональными аналогами", "ctx.*",
      ru: "вид школы целиком (ctx.type): складывается только признак ctx.selective",
      en: "the kind of school as such (ctx.type): only the flag ctx.selective adds up"),
  ]

  private static let sources: [Item] = [
    Item("образовательная статистика", "ctx.* int.repeaters_share* cond.*"),
    Item("промежуточная и итоговая аттестация", "int.marks.* int.grade* ext.gia* ext.below_min.*"),
    Item("мониторинговые исследования", "int.diag.* ext.regstudy.* qa.vpr_journal_match"),
    Item("социологические опросы", "par.* edu.satisfaction.*"),
    Item("отчеты работников школы", "tea.*"),
    Item(
      "посещение уроков и внеклассных мероприятий",
      "tea.lesson_score_mean tea.modern_methods_share tea.ict_share",
      ru: "внеклассные мероприятия: записей об их посещении нет",
      en: "extra-curricular events: no records of visits to them"),
  ]

  private static let methods: [Item] = [
    Item(
      "экспертное оценивание", "edu.plan_quality_score",
      ru: "согласие экспертов: показателя нет, двух оценок школы для него мало",
      en: "agreement of raters: no indicator, two scores of a school are too few"),
    Item("тестирование", "int.diag.* ext.regstudy.*"),
    Item("анкетирование", "par.* edu.satisfaction.*"),
    Item(
      "ранжирование", "",
      ru: "не показатель, а отчёт: soko report ranking",
      en: "a report, not an indicator: soko report ranking"),
    Item("контрольные и другие квалификационные работы", "int.diag.monitor.* int.diag.g4.*"),
    Item("аналитическая и статистическая обработка информации", "qa.*"),
    Item("наблюдение", "tea.lesson_score_mean edu.upbringing_level_share"),
  ]
}

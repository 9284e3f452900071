/// A line of the table of order 1324, annex 2: its number and words, and what answers it.
struct SelfStudyLine: Sendable {
  /// What the order asks for.
  enum Unit: String, Sendable {
    case people = "человек"
    case peopleAndShare = "человек / %"
    case points = "балл"
    case mark = "отметка"
    case units = "единиц"
    case flag = "да/нет"
    case area = "кв. м"
  }

  enum Answer: Sendable {
    /// The count and the value of an indicator.
    case indicator(String, cut: String)
    /// Those of its units that are not counted by it.
    case others(String, cut: String)
    /// How many units it has.
    case total(String, cut: String)
    /// A line of `report_v1.self_study`, counted from these tables of records.
    case records([String])
    /// No table of records has it.
    case notCollected(String)
    /// A line that only opens those under it.
    case none
  }

  let number: String
  let name: String
  let unit: Unit
  let answer: Answer
  /// Why there may be nothing although the records came.
  let absence: String

  init(
    _ number: String, _ name: String, _ unit: Unit, _ answer: Answer,
    absence: String = "в записях не указано"
  ) {
    self.number = number
    self.name = name
    self.unit = unit
    self.answer = answer
    self.absence = absence
  }

  /// Every line, in the order of the order.
  static let all = pupils + graduates + achievements + staff + conditions

  /// The first line of each part, and what the part is called.
  static let parts = [
    "1.1": "1. Образовательная деятельность", "2.1": "2. Инфраструктура",
  ]
}

extension SelfStudyLine {
  private static let roll = ["enrolment", "class"]
  private static let noGrade9 = "выпускников 9 класса нет"
  private static let noGrade11 = "выпускников 11 класса нет"
  private static let notTaken = "экзамен не сдавался"

  fileprivate static let pupils = [
    SelfStudyLine(
      "1.1", "Общая численность учащихся", .people, .indicator("ctx.size", cut: "all")),
    SelfStudyLine(
      "1.2", "Численность учащихся по образовательной программе начального общего образования",
      .people, .records(roll)),
    SelfStudyLine(
      "1.3", "Численность учащихся по образовательной программе основного общего образования",
      .people, .records(roll)),
    SelfStudyLine(
      "1.4", "Численность учащихся по образовательной программе среднего общего образования",
      .people, .records(roll)),
    SelfStudyLine(
      "1.5",
      "Численность / удельный вес численности учащихся, успевающих на «4» и «5» по результатам промежуточной аттестации, в общей численности учащихся",
      .peopleAndShare, .indicator("int.marks.quality45_share", cut: "all")),
  ]

  fileprivate static let graduates = [
    SelfStudyLine(
      "1.6",
      "Средний балл государственной итоговой аттестации выпускников 9 класса по русскому языку",
      .mark, .indicator("ext.gia9.mean_mark5", cut: "subject=rus"), absence: notTaken),
    SelfStudyLine(
      "1.7",
      "Средний балл государственной итоговой аттестации выпускников 9 класса по математике",
      .mark, .indicator("ext.gia9.mean_mark5", cut: "subject=mat"), absence: notTaken),
    SelfStudyLine(
      "1.8",
      "Средний балл единого государственного экзамена выпускников 11 класса по русскому языку",
      .points, .indicator("ext.gia11.mean100", cut: "subject=rus"), absence: notTaken),
    SelfStudyLine(
      "1.9",
      "Средний балл единого государственного экзамена выпускников 11 класса по математике (профильный уровень)",
      .points, .indicator("ext.gia11.mean100", cut: "subject=mat_prof"), absence: notTaken),
    SelfStudyLine(
      "1.9", "То же, базовый уровень", .mark,
      .indicator("ext.gia11.mat_base.mean_mark5", cut: "all"), absence: notTaken),
    SelfStudyLine(
      "1.10",
      "Численность / удельный вес численности выпускников 9 класса, получивших неудовлетворительные результаты на государственной итоговой аттестации по русскому языку, в общей численности выпускников 9 класса",
      .peopleAndShare, .indicator("ext.below_min.gia9_share.of_graduates", cut: "subject=rus"),
      absence: noGrade9),
    SelfStudyLine(
      "1.11", "То же, по математике", .peopleAndShare,
      .indicator("ext.below_min.gia9_share.of_graduates", cut: "subject=mat"), absence: noGrade9),
    SelfStudyLine(
      "1.12",
      "Численность / удельный вес численности выпускников 11 класса, получивших результаты ниже установленного минимального количества баллов ЕГЭ по русскому языку (среди сдававших)",
      .peopleAndShare, .indicator("ext.below_min.gia11_share", cut: "subject=rus"),
      absence: notTaken),
    SelfStudyLine(
      "1.13", "То же, по математике, профильный уровень", .peopleAndShare,
      .indicator("ext.below_min.gia11_share", cut: "subject=mat_prof"), absence: notTaken),
    SelfStudyLine(
      "1.13", "То же, по математике, базовый уровень", .peopleAndShare,
      .indicator("ext.below_min.gia11_share", cut: "subject=mat_base"), absence: notTaken),
    SelfStudyLine(
      "1.14",
      "Численность / удельный вес численности выпускников 9 класса, не получивших аттестаты об основном общем образовании, в общей численности выпускников 9 класса",
      .peopleAndShare, .others("int.grade9.certificate_share", cut: "all"), absence: noGrade9),
    SelfStudyLine(
      "1.15",
      "Численность / удельный вес численности выпускников 11 класса, не получивших аттестаты о среднем общем образовании, в общей численности выпускников 11 класса",
      .peopleAndShare, .others("int.grade11.certificate_share", cut: "all"), absence: noGrade11),
    SelfStudyLine(
      "1.16",
      "Численность / удельный вес численности выпускников 9 класса, получивших аттестаты об основном общем образовании с отличием, в общей численности выпускников 9 класса",
      .peopleAndShare, .indicator("int.grade9.honours_share", cut: "all"), absence: noGrade9),
    SelfStudyLine(
      "1.17",
      "Численность / удельный вес численности выпускников 11 класса, получивших аттестаты о среднем общем образовании с отличием, в общей численности выпускников 11 класса",
      .peopleAndShare, .indicator("int.grade11.honours_share", cut: "all"), absence: noGrade11),
  ]

  fileprivate static let achievements = [
    SelfStudyLine(
      "1.18",
      "Численность / удельный вес численности учащихся, принявших участие в различных олимпиадах, смотрах, конкурсах, в общей численности учащихся",
      .peopleAndShare, .indicator("int.contests.participation_share", cut: "all")),
    SelfStudyLine(
      "1.19",
      "Численность / удельный вес численности учащихся — победителей и призёров олимпиад, смотров, конкурсов, в общей численности учащихся",
      .peopleAndShare, .records(["event_participation", "enrolment", "class"])),
    SelfStudyLine(
      "1.19.1", "в том числе регионального уровня", .peopleAndShare,
      .records(["event_participation", "enrolment", "class"])),
    SelfStudyLine(
      "1.19.2", "в том числе федерального уровня", .peopleAndShare,
      .records(["event_participation", "enrolment", "class"])),
    SelfStudyLine(
      "1.19.3", "в том числе международного уровня", .peopleAndShare,
      .records(["event_participation", "enrolment", "class"])),
    SelfStudyLine(
      "1.20",
      "Численность / удельный вес численности учащихся, получающих образование с углублённым изучением отдельных учебных предметов, в общей численности учащихся",
      .peopleAndShare, .records(roll), absence: noMode),
    SelfStudyLine(
      "1.21",
      "Численность / удельный вес численности учащихся, получающих образование в рамках профильного обучения, в общей численности учащихся",
      .peopleAndShare, .records(roll), absence: noMode),
    SelfStudyLine(
      "1.22",
      "Численность / удельный вес численности обучающихся с применением дистанционных образовательных технологий, электронного обучения, в общей численности учащихся",
      .peopleAndShare, .records(roll), absence: noMode),
    SelfStudyLine(
      "1.23",
      "Численность / удельный вес численности учащихся в рамках сетевой формы реализации образовательных программ, в общей численности учащихся",
      .peopleAndShare, .records(roll), absence: noMode),
  ]

  private static let noMode = "вид обучения указан не у всех классов"
  private static let noEducation = "образование указано не у всех работников"
  private static let noExperience = "стаж указан не у всех работников"
  private static let noAge = "возраст указан не у всех работников"

  fileprivate static let staff = [
    SelfStudyLine(
      "1.24", "Общая численность педагогических работников", .people,
      .total("tea.cat_first_or_highest_share", cut: "all")),
    SelfStudyLine(
      "1.25",
      "Численность / удельный вес численности педагогических работников, имеющих высшее образование, в общей численности педагогических работников",
      .peopleAndShare, .records(["staff"]), absence: noEducation),
    SelfStudyLine(
      "1.26", "То же, высшее образование педагогической направленности (профиля)",
      .peopleAndShare, .records(["staff"]), absence: noEducation),
    SelfStudyLine(
      "1.27", "То же, среднее профессиональное образование", .peopleAndShare, .records(["staff"]),
      absence: noEducation),
    SelfStudyLine(
      "1.28",
      "То же, среднее профессиональное образование педагогической направленности (профиля)",
      .peopleAndShare, .records(["staff"]), absence: noEducation),
    SelfStudyLine(
      "1.29",
      "Численность / удельный вес численности педагогических работников, которым по результатам аттестации присвоена квалификационная категория, в общей численности педагогических работников",
      .peopleAndShare, .indicator("tea.cat_first_or_highest_share", cut: "all")),
    SelfStudyLine(
      "1.29.1", "в том числе высшая", .peopleAndShare,
      .indicator("tea.cat_highest_share", cut: "all")),
    SelfStudyLine(
      "1.29.2", "в том числе первая", .peopleAndShare,
      .indicator("tea.cat_first_share", cut: "all")),
    SelfStudyLine(
      "1.30",
      "Численность / удельный вес численности педагогических работников, педагогический стаж работы которых составляет:",
      .peopleAndShare, .none),
    SelfStudyLine(
      "1.30.1", "до 5 лет", .peopleAndShare, .records(["staff"]), absence: noExperience),
    SelfStudyLine(
      "1.30.2", "свыше 30 лет", .peopleAndShare, .records(["staff"]), absence: noExperience),
    SelfStudyLine(
      "1.31",
      "Численность / удельный вес численности педагогических работников в возрасте до 30 лет, в общей численности педагогических работников",
      .peopleAndShare, .records(["staff"]), absence: noAge),
    SelfStudyLine(
      "1.32", "То же, в возрасте от 55 лет", .peopleAndShare, .records(["staff"]), absence: noAge),
    SelfStudyLine(
      "1.33",
      "Численность / удельный вес численности педагогических и административно-хозяйственных работников, прошедших за последние 5 лет повышение квалификации или профессиональную переподготовку, в общей численности педагогических и административно-хозяйственных работников",
      .peopleAndShare,
      .notCollected("не собирается: записи о курсах охватывают 36 месяцев, а не 5 лет")),
    SelfStudyLine(
      "1.34",
      "Численность / удельный вес численности педагогических и административно-хозяйственных работников, прошедших повышение квалификации по применению ФГОС (по курсам за 36 месяцев), в общей численности педагогических и административно-хозяйственных работников",
      .peopleAndShare, .records(["staff", "staff_pd"]),
      absence: "отметка «по ФГОС» стоит не у всех курсов"),
  ]

  fileprivate static let conditions = [
    SelfStudyLine(
      "2.1", "Количество компьютеров в расчёте на одного учащегося", .units,
      .indicator("cond.pc_per_student", cut: "all")),
    SelfStudyLine(
      "2.2",
      "Количество экземпляров учебной и учебно-методической литературы в расчёте на одного учащегося",
      .units, .indicator("cond.books_per_student", cut: "all")),
    SelfStudyLine(
      "2.3", "Наличие системы электронного документооборота", .flag, .records(["resource"])),
    SelfStudyLine(
      "2.4", "Наличие читального зала библиотеки", .flag, .records(["resource"])),
    SelfStudyLine(
      "2.4.1",
      "в том числе с возможностью работы на стационарных или переносных компьютерах",
      .flag, .records(["resource"])),
    SelfStudyLine("2.4.2", "с медиатекой", .flag, .records(["resource"])),
    SelfStudyLine(
      "2.4.3", "со средствами сканирования и распознавания текстов", .flag,
      .records(["resource"])),
    SelfStudyLine(
      "2.4.4", "с выходом в Интернет с компьютеров библиотеки", .flag, .records(["resource"])),
    SelfStudyLine(
      "2.4.5", "с контролируемой распечаткой бумажных материалов", .flag, .records(["resource"])),
    SelfStudyLine(
      "2.5",
      "Численность / удельный вес численности учащихся, которым обеспечена возможность пользоваться широкополосным Интернетом (не менее 2 Мбит/с), в общей численности учащихся",
      .peopleAndShare, .indicator("cond.internet_student_share", cut: "all")),
    SelfStudyLine(
      "2.6",
      "Общая площадь помещений, в которых осуществляется образовательная деятельность, в расчёте на одного учащегося",
      .area, .indicator("cond.area_per_student", cut: "all")),
  ]
}

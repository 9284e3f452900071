import Schools

extension ExportLayout {
  /// The list of results that a regional office of exams (РЦОИ) gives a school: a row for each exam of a participant.
  static let examList = ExportLayout(
    name: "rcoi-results",
    title: Words(ru: "список результатов РЦОИ", en: "list of exam results (РЦОИ)"),
    container: .text, kind: .school,
    columns: RecordTable(
      "rcoi-results", "Список результатов", key: [],
      fields: [
        column(
          "participant", "ID участника", ["Код участника", "ParticipantID", "ParticipantCode"]),
        column("subject", "Предмет", ["Код предмета", "Наименование предмета", "Учебный предмет"]),
        column("day", "Дата предмета", ["Дата экзамена", "Дата"]),
        column("exam", "Вид экзамена", ["Форма экзамена", "Экзамен"], isRequired: false),
        column("primary", "Первичный балл", ["PrimaryMark"], isRequired: false),
        column(
          "score100", "Балл по 100-балльной шкале",
          ["Балл по стобалльной шкале", "Тестовый балл", "100-балльная шкала", "Mark100"],
          isRequired: false),
        column("mark5", "Отметка", ["Оценка", "Mark5"], isRequired: false),
        column("status", "Состояние результата", ["Состояние", "Статус"], isRequired: false),
        column(
          "school", "Код ОО", ["Код школы", "Школа", "ОО", "Образовательная организация"],
          isRequired: false),
      ]),
    outputs: [
      Output(table: .student, rows: [[("student_key", .pseudonym("participant"))]]),
      Output(
        table: .examResult,
        rows: [
          [
            ("student_key", .pseudonym("participant")),
            ("exam_kind", .exam("exam", told: [("score100", "ege"), ("mark5", "oge")])),
            ("subject_code", .subject("subject", exams: subjects)), ("held_on", .column("day")),
            ("primary_score", .column("primary")),
            // Basic mathematics has a mark and no score of a hundred.
            ("score100", .score("score100", except: ["mat_base"])),
            ("mark5", .column("mark5")), ("status", .columnOr("status", "valid")),
            ("is_final", .fixed("1")),
          ]
        ]),
    ],
    identifier: "participant", unclear: ["Балл", "Баллы", "Результат", "Итог"], school: "school")

  /// Numbers of subjects in РИС ГИА; those of oral parts, of essays and of ГВЭ are not among them.
  private static let numbers = [
    "1": "rus", "3": "phy", "4": "che", "5": "inf", "6": "bio", "7": "his", "8": "geo", "9": "eng",
    "10": "deu", "11": "fra", "12": "soc", "13": "spa", "18": "lit",
  ]

  /// Names of subjects as they are written everywhere.
  private static let names: [String: String] = {
    let codes = Set(numbers.values).union(["zho"])
    let pairs = Subject.all.filter { codes.contains($0.code) }.map { ($0.name, $0.code) }
    return Dictionary(pairs.map { (ColumnNames.folded($0.0), $0.1) }) { first, _ in first }
  }()

  private static let subjects: [String: [String: String]] = {
    let common = numbers.merging(names) { first, _ in first }
    let basic = ["2": "mat", "математика": "mat"]
    let state = [
      "2": "mat_prof", "математикапрофильная": "mat_prof",
      "математикапрофильныиуровень": "mat_prof",
      "22": "mat_base", "математикабазовая": "mat_base", "математикабазовыиуровень": "mat_base",
      "25": "inf", "информатикаиикткегэ": "inf", "информатикакегэ": "inf", "14": "zho",
    ]
    return [
      "oge": common.merging(basic) { $1 }, "ege": common.merging(state) { $1 },
      // Written under numbers of their own, which are not confirmed: by name alone.
      "gve9": names.merging(["математика": "mat"]) { $1 },
      "gve11": names.merging(["математика": "mat"]) { $1 },
    ]
  }()
}

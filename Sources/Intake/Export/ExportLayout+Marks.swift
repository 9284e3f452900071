import Schools

extension ExportLayout {
  /// «Статистика по отметкам» of ФИС ОКО: the shares of marks in one subject and grade of a national test (ВПР), for
  /// the country, a region, its municipality and the municipality's schools.
  static let markStatistics = ExportLayout(
    name: "fis-oko-marks",
    title: Words(
      ru: "ФИС ОКО, «Статистика по отметкам»", en: "ФИС ОКО, “Статистика по отметкам”"),
    container: .workbook, kind: .aggregate,
    columns: RecordTable(
      "fis-oko-marks", "Статистика по отметкам", key: [],
      fields: [
        column("group", "Группы участников", ["Группа участников", "Участники", "Территория"]),
        column("schools", "Кол-во ОО", ["Количество ОО", "Кол-во организаций"]),
        column("students", "Кол-во участников", ["Количество участников"]),
        column("mark2", "2"), column("mark3", "3"), column("mark4", "4"), column("mark5", "5"),
      ]),
    outputs: [
      Output(
        table: .externalAggregate,
        rows: (2...5).map { mark in
          [
            ("oktmo", .territory), ("population", .fixed("all")),
            ("published_code", .fixed("vpr.mark\(mark)_share")), ("cut", .cut),
            ("published_title", .fixed("ВПР: доля отметок «\(mark)»")),
            ("students_count", .column("students")), ("schools_count", .column("schools")),
            ("mean", .share("mark\(mark)")),
            // Nothing in the report says that its figures will not change.
            ("status", .fixed("preliminary")), ("as_of_on", .day),
            ("source", .fixed("ФИС ОКО, «Статистика по отметкам»")),
          ]
        })
    ],
    isTitled: true, territories: (label: "group", sizes: ["schools", "students"]),
    whole: ["mark2", "mark3", "mark4", "mark5"])
}

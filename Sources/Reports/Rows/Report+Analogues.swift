import Schools

extension Report {
  /// The schools of each list a school is set beside; one row without a member where there is no list.
  package static let analogues = Report(
    "analogues", title: Words(ru: "Школы аналогов", en: "Schools of analogues"),
    columns: [
      .text("school", "list.school"),
      .number("year", "list.year"),
      .text("analogue", "list.analogue"),
      .text("member", "member.member"),
      .text("memberName", "member.name_{lang}"),
      .number("distance", "member.distance"),
      .text("reason", "list.reason"),
      .text("basis", "list.basis::text"),
      .number("run", "list.run"),
    ],
    source: """
      report_v1.analogue_set as list
      left join report_v1.analogue_member as member
          on list.school = member.school and list.year = member.year
              and list.analogue = member.analogue
      """,
    order: """
      list.school collate "C", list.year, list.analogue collate "C", member.distance,
      member.member collate "C"
      """,
    filters: [
      .school: "list.school", .year: "list.year", .analogue: "list.analogue",
      .municipality: "list.municipality",
    ])

  /// The sets that analysts have saved, those that are retired too; one row for each school.
  package static let sets = Report(
    "sets", title: Words(ru: "Наборы школ", en: "Sets of schools"),
    columns: [
      .text("set", "school_set.set"),
      .text("title", "school_set.title"),
      .text("school", "school_set.school"),
      .flag("inForce", "school_set.is_in_force"),
      .text("madeBy", "school_set.made_by"),
      .moment("made", "school_set.made_at"),
      .moment("retired", "school_set.retired_at"),
      .text("note", "school_set.note"),
    ],
    source: "report_v1.school_set as school_set",
    order: """
      school_set.set collate "C", school_set.number, school_set.school collate "C"
      """,
    filters: [.school: "school_set.school"], isOfPublication: false)
}

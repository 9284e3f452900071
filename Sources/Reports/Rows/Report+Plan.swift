import Schools

extension Report {
  /// The plan of monitoring, an obligation of a school a row: until when, what came, who is late.
  package static let plan = Report(
    "plan", title: Words(ru: "План мониторинга", en: "Monitoring plan"),
    columns: [
      .text("municipality", "deadline.municipality"),
      .text("school", "deadline.school"),
      .text("code", "deadline.code"),
      .number("year", "deadline.year"),
      .text("object", "deadline.object"),
      .list("indicators", "deadline.indicators"),
      .list("tables", "deadline.record_tables"),
      .text("periodicity", "deadline.periodicity"),
      .text("form", "deadline.form"),
      .text("responsible", "deadline.responsible"),
      .text("opens", "deadline.opens_on::text"),
      .text("due", "deadline.due_on::text"),
      .text("state", "deadline.state"),
      .moment("delivered", "deadline.delivered_at"),
      .number("daysLate", "deadline.days_late"),
      .list("missing", "deadline.missing"),
      .text("note", "deadline.note"),
      .number("daysLeft", "deadline.days_left"),
      .flag("remind", "deadline.is_to_remind"),
    ],
    source: "report_v1.plan as deadline",
    order: """
      deadline.due_on, deadline.municipality collate "C", deadline.code collate "C",
      deadline.school collate "C", deadline.item
      """,
    filters: [
      .school: "deadline.school", .year: "deadline.year", .municipality: "deadline.municipality",
      .state: "deadline.state",
    ], isOfPublication: false)
}

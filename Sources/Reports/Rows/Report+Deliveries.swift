import Schools

extension Report {
  /// Problems found in bundles, each with its place; at most a hundred of a code in a bundle.
  package static let problems = Report(
    "problems", title: Words(ru: "Замечания к пакетам", en: "Problems of bundles"),
    columns: [
      .number("bundle", "problem.bundle"),
      .text("school", "problem.school"),
      .number("year", "problem.year"),
      .text("state", "problem.state"),
      .text("severity", "problem.severity"),
      .text("code", "problem.code"),
      .text("file", "problem.file"),
      .number("row", "problem.row_number"),
      .text("column", "problem.column_name"),
      .text("message", "problem.arguments::text"),
      .text("hint", "null::text"),
      .text("sheet", "problem.sheet"),
      .text("cell", "problem.cell"),
    ],
    source: "report_v1.problem as problem",
    order: "problem.bundle, problem.ordinal",
    filters: [
      .school: "problem.school", .year: "problem.year", .bundle: "problem.bundle",
      .state: "problem.state",
    ],
    finish: { row, language in
      let problem = Problem(
        stored: row[5] ?? "", severity: row[4] ?? "", arguments: row[9] ?? "{}")
      row[9] = problem?.message(language) ?? row[5]
      row[10] = problem?.hint(language)
    })

  /// Bundles and what became of them.
  package static let bundles = Report(
    "bundles", title: Words(ru: "Пакеты", en: "Bundles"),
    columns: [
      .number("bundle", "bundle.bundle"),
      .text("kind", "bundle.kind"),
      .text("school", "bundle.school"),
      .number("year", "bundle.year"),
      .text("mode", "bundle.mode"),
      .text("state", "bundle.state"),
      .text("fileName", "bundle.file_name"),
      .number("bytes", "bundle.byte_count"),
      .text("sha256", "bundle.sha256"),
      .moment("asOf", "bundle.as_of_at"),
      .moment("received", "bundle.received_at"),
      .moment("finished", "bundle.finished_at"),
      .exact("seconds", "bundle.seconds"),
    ],
    source: "report_v1.bundle as bundle",
    order: "bundle.bundle",
    filters: [
      .school: "bundle.school", .year: "bundle.year", .bundle: "bundle.bundle",
      .state: "bundle.state",
    ])

  /// The register of schools with the latest facts about each.
  package static let schools = Report(
    "schools", title: Words(ru: "Школы", en: "Schools"),
    columns: [
      .text("school", "school.school"),
      .text("name", "school.name_{lang}"),
      .text("municipality", "school.municipality"),
      .text("municipalityName", "school.municipality_{lang}"),
      .text("region", "school.region"),
      .number("year", "school.year"),
      .text("kind", "school.kind"),
      .text("settlement", "school.settlement"),
      .flag("small", "school.is_small"),
      .number("students", "school.students"),
      .flag("synthetic", "school.is_synthetic"),
    ],
    source: "report_v1.school as school",
    order: "school.school collate \"C\"",
    filters: [.school: "school.school", .municipality: "school.municipality"])
}

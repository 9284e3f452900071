import Schools

extension Report {
  /// Problems found in bundles, each with its place; at most a hundred of a code in a table of a bundle. And returned
  /// counts that the current publication found to disagree with records.
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
      .text("rule", "problem.rule"),
      .text("table", "problem.record_table"),
      .text("sheet", "problem.sheet"),
      .text("cell", "problem.cell"),
    ],
    source: """
      (
          select bundle, ordinal, school, year, state, severity, code, file, row_number, column_name,
              arguments, rule, record_table, sheet, cell
          from report_v1.problem
          union all
          select conflict.bundle, null, conflict.school, conflict.year, bundle.state, 'warning',
              'result.return_disagrees', null, conflict.row_number, 'numerator',
              jsonb_build_object(
                  'indicator', conflict.indicator, 'cut', conflict.cut, 'tables', (
                      select string_agg(item.name, ', ')
                      from jsonb_array_elements_text(conflict.record_tables) as item (name)
                  )
              ),
              null, 'indicator_return', null, null
          from report_v1.return_conflict as conflict
          left join report_v1.bundle on bundle.bundle = conflict.bundle
      ) as problem
      """,
    order: "problem.bundle, problem.ordinal nulls last, problem.row_number",
    filters: [
      .school: "problem.school", .year: "problem.year", .bundle: "problem.bundle",
      .state: "problem.state",
    ], isOfPublication: false,
    finish: { row, language in
      let problem = Problem(
        stored: row[5] ?? "", severity: row[4] ?? "", arguments: row[9] ?? "{}")
      row[9] = problem?.message(language) ?? row[5]
      row[10] = problem?.hint(language)
      // Bundles of earlier versions kept no rule.
      row[11] = row[11] ?? problem?.rule
    })

  /// What a bundle changed in each of its tables.
  package static let receipts = Report(
    "receipts", title: Words(ru: "Квитанции по таблицам", en: "Receipts by table"),
    columns: [
      .number("bundle", "receipt.bundle"),
      .text("school", "receipt.school"),
      .number("year", "receipt.year"),
      .text("state", "receipt.state"),
      .text("table", "receipt.record_table"),
      .number("rows", "receipt.rows_count"),
      .number("added", "receipt.added_count"),
      .number("changed", "receipt.changed_count"),
      .number("removed", "receipt.removed_count"),
      .number("unchanged", "receipt.unchanged_count"),
      .flag("superseded", "receipt.is_superseded"),
    ],
    source: "report_v1.receipt_table as receipt",
    order: "receipt.bundle, receipt.place",
    filters: [
      .school: "receipt.school", .year: "receipt.year", .bundle: "receipt.bundle",
      .state: "receipt.state",
    ], isOfPublication: false)

  /// What the department has decided of severities.
  package static let policy = Report(
    "policy", title: Words(ru: "Решения о строгости замечаний", en: "Decisions on severities"),
    columns: [
      .number("decision", "policy.decision"),
      .text("code", "policy.code"),
      .text("table", "policy.record_table"),
      .text("severity", "policy.severity"),
      .flag("inForce", "policy.is_in_force"),
      .text("decidedOn", "policy.decided_on::text"),
      .text("decidedBy", "policy.decided_by"),
      .text("reason", "policy.reason"),
      .moment("recorded", "policy.recorded_at"),
    ],
    source: "report_v1.problem_policy as policy",
    order: "policy.decision",
    filters: [:], isOfPublication: false)

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
      .text("territory", "bundle.territory"),
    ],
    source: "report_v1.bundle as bundle",
    order: "bundle.bundle",
    filters: [
      .school: "bundle.school", .year: "bundle.year", .bundle: "bundle.bundle",
      .state: "bundle.state",
    ], isOfPublication: false)

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
    filters: [.school: "school.school", .municipality: "school.municipality"],
    isOfPublication: false)
}

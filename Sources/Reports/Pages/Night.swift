import Postgres
import Schools

/// What came between the starts of the run before and of the run that is published, as far as the reader sees bundles.
struct Night: Decodable {
  let schools: Int
  let rows: Int
  let seconds: Double
  let rejected: Int
  let quarantined: Int

  /// Bundles that were finished after the run before began; all of them before the second publication.
  static let window = """
    bundle.finished_at <= (select started_at from report_v1.publication)
        and bundle.finished_at > coalesce(
            (select started_before_at from report_v1.publication), '-infinity'
        )
    """

  /// Nil before the first publication.
  static func find(_ db: Database) throws -> Night? {
    guard try Publication.current(db) != nil else { return nil }
    return try db.first(
      SQL(
        raw: """
          select
              count(distinct bundle.school) filter (
                  where bundle.kind = 'school' and bundle.state in ('done', 'superseded')
              ) as schools,
              coalesce(sum(told.rows) filter (where bundle.state = 'done'), 0)::bigint as rows,
              coalesce(sum(bundle.seconds), 0)::double precision as seconds,
              count(*) filter (where bundle.state = 'rejected') as rejected,
              count(*) filter (where bundle.state = 'quarantined') as quarantined
          from report_v1.bundle as bundle
          left join lateral (
              select sum(receipt.rows_count) as rows
              from report_v1.receipt_table as receipt
              where receipt.bundle = bundle.bundle
          ) as told on true
          where \(window)
          """), as: Night.self)
  }

  /// - Parameter registered: how many schools the register has open.
  func sentence(
    _ publication: Publication, _ figures: RunFigures?, of registered: Int, _ words: Wording
  ) -> String {
    let figure = Figure(words.language)
    let whole = seconds + (figures?.seconds?.values.reduce(0, +) ?? 0)
    let day = figure.date(publication.publishedAt)
    let time = figure.moment(publication.publishedAt).split(separator: " ").dropFirst()
      .joined(separator: " ")
    let faults = [
      rejected > 0
        ? (words.language == .ru
          ? "отклонено пакетов: \(rejected)" : "bundles rejected: \(rejected)") : nil,
      quarantined > 0
        ? (words.language == .ru
          ? "отложено после сбоев: \(quarantined)" : "set aside after failures: \(quarantined)")
        : nil,
    ].compactMap(\.self)
    let rows = words.count(self.rows, .row)
    let spent = figure.duration(whole)
    return words.language == .ru
      ? "Ночь на \(day): загружены пакеты \(schools) из \(figure.integer(registered)) школ, \(rows), \(spent), "
        + (faults.isEmpty ? "без сбоев" : faults.joined(separator: ", "))
        + ". Опубликовано \(time)."
      : "Night to \(day): bundles of \(schools) of \(figure.integer(registered)) schools loaded, \(rows), \(spent), "
        + (faults.isEmpty ? "no failures" : faults.joined(separator: ", ")) + ". Published \(time)."
  }
}

/// Warnings of the bundles the night took, which do not keep them out.
struct NightWarnings: Decodable {
  let warnings: Int
  let bundles: Int

  static func find(_ db: Database) throws -> NightWarnings {
    try db.first(
      SQL(
        raw: """
          select coalesce(sum(total.total), 0)::bigint as warnings,
              count(distinct bundle.bundle) as bundles
          from report_v1.bundle as bundle
          inner join report_v1.problem_total as total on total.bundle = bundle.bundle
          where total.severity = 'warning' and bundle.state = 'done' and \(Night.window)
          """), as: NightWarnings.self) ?? NightWarnings(warnings: 0, bundles: 0)
  }

  /// Nil where there is none.
  func sentence(_ words: Wording) -> String? {
    guard warnings > 0 else { return nil }
    let count = words.count(warnings, .warning)
    return words.language == .ru
      ? "\(count) в пакетах ночи (\(words.count(bundles, .bundle)))"
      : "\(count) in the night's bundles (\(words.count(bundles, .bundle)))"
  }
}

extension Figure {
  /// «2 мин 41 с»; below a minute with a decimal.
  func duration(_ seconds: Double) -> String {
    let (minute, second) = language == .ru ? ("мин", "с") : ("min", "s")
    guard seconds >= 60 else { return "\(decimal(seconds, 1)) \(second)" }
    let whole = Int(seconds.rounded())
    return "\(whole / 60) \(minute) \(whole % 60) \(second)"
  }
}

import Postgres
import Schools

/// Key indicators with what their passports say.
enum KeyColumns {
  private struct Row: Decodable {
    let code: String
    let passport: Indicator
  }

  private struct Subject: Decodable {
    let subjectCode: String
    let nameRu: String
    let nameEn: String
  }

  private static func passports(_ db: Database, _ codes: [String]) throws -> [String: Indicator] {
    Dictionary(
      uniqueKeysWithValues: try db.all(
        """
        select code, passport from result.indicator where is_current and code = any(\(codes))
        """, as: Row.self
      ).map { ($0.code, $0.passport) })
  }

  /// The kinds of the indicators the catalog has.
  static func kinds(_ db: Database, _ codes: [String]) throws -> [String: Indicator.Kind] {
    try passports(db, codes).mapValues(\.kind)
  }

  /// An indicator the catalog lacks counts as a share that points upward, and has no values.
  static func ranked(_ db: Database, _ keySet: KeySet) throws -> [RankingInput.Column] {
    let known = try passports(db, keySet.indicators.map(\.code))
    return keySet.indicators.map { indicator in
      RankingInput.Column(
        indicator, direction: known[indicator.code]?.direction ?? .higher,
        kind: known[indicator.code]?.kind ?? .share,
        isOfExams: known[indicator.code]?.tables.contains("exam_result") ?? false)
    }
  }

  static func clustered(_ db: Database, _ keySet: KeySet) throws -> [ClusterInput.Column] {
    let known = try passports(db, keySet.clusters.map(\.code))
    let subjects = Dictionary(
      uniqueKeysWithValues: try db.all(
        "select subject as subject_code, name_ru, name_en from report_v1.subject",
        as: Subject.self
      ).map { ("subject=\($0.subjectCode)", Words(ru: $0.nameRu, en: $0.nameEn)) })
    return keySet.clusters.map { key in
      let passport = known[key.code]
      let short = passport?.short ?? Words(ru: key.code, en: key.code)
      let cut = key.cut == "all" ? nil : subjects[key.cut] ?? Words(ru: key.cut, en: key.cut)
      return ClusterInput.Column(
        code: key.code, cut: key.cut, criterion: passport?.criterion ?? 0,
        kind: passport?.kind ?? .share,
        label: cut.map { Words(ru: "\(short.ru) (\($0.ru))", en: "\(short.en) (\($0.en))") }
          ?? short)
    }
  }
}

package import Postgres
import Schools

extension Pages {
  /// What the installation computes by, to be read: key sets with their weights, crosswalks, saved sets of schools, decisions.
  package func adminCatalog(_ request: PageRequest, _ db: Database) throws -> String {
    try request.allow()
    struct Page {
      let tabs: [Choice]
      let keySets: [KeySetRow]
      let hasKeySets: Bool
      let weights: [WeightRow]
      let hasWeights: Bool
      let crosswalks: [CrosswalkRow]
      let hasCrosswalks: Bool
      let sets: [SavedSetRow]
      let hasSets: Bool
    }
    let keySets = try KeySetRow.all(request, db)
    let weights = try WeightRow.all(request, db)
    let crosswalks = try CrosswalkRow.all(request, db)
    let sets = try SavedSetRow.all(request, db)
    return try render(
      "admin-catalog", title: Wording(request.language)("settings"),
      Page(
        tabs: AdminPage.tabs(request), keySets: keySets, hasKeySets: !keySets.isEmpty,
        weights: weights, hasWeights: !weights.isEmpty, crosswalks: crosswalks,
        hasCrosswalks: !crosswalks.isEmpty, sets: sets, hasSets: !sets.isEmpty),
      tables: [
        "keySets": [DataLink(.keySets, for: request)],
        "weights": [DataLink(.weights, for: request)],
        "crosswalks": [DataLink(.crosswalk, more: "moreLines", for: request)],
        "sets": [DataLink(.sets, more: "moreSchools", for: request)],
      ],
      data: [DataLink(.policy, for: request), DataLink(.thresholds, for: request)],
      for: request, db)
  }
}

/// A key set, in force or earlier.
private struct KeySetRow {
  let code: String
  let title: String
  let fingerprint: String
  let state: String
  let isInForce: Bool

  static func all(_ request: PageRequest, _ db: Database) throws -> [KeySetRow] {
    struct Row: Decodable {
      let keySet: String
      let title: String?
      let fingerprint: String
      let isCurrent: Bool
    }
    let words = Wording(request.language)
    return try db.all(
      """
      select key_set, document -> 'title' ->> \(request.language.rawValue) as title, fingerprint,
          is_current
      from report_v1.key_set
      order by key_set collate "C", is_current desc, fingerprint
      """, as: Row.self
    ).map { row in
      KeySetRow(
        code: row.keySet, title: row.title ?? "", fingerprint: row.fingerprint,
        state: words(row.isCurrent ? "inForce" : "isOver"), isInForce: row.isCurrent)
    }
  }
}

/// The weight of an indicator in a key set in force.
private struct WeightRow {
  let set: String
  let criterion: String
  let indicator: String
  let cut: String
  let weight: String
  let goalposts: String

  static func all(_ request: PageRequest, _ db: Database) throws -> [WeightRow] {
    struct Row: Decodable {
      let keySet: String
      let criterion: String?
      let indicator: String?
      let cut: String?
      let weight: String?
      let low: String?
      let high: String?
    }
    return try db.all(
      """
      select key_set.key_set, item.value ->> 'criterion' as criterion,
          item.value ->> 'code' as indicator, item.value ->> 'cut' as cut,
          item.value ->> 'weight' as weight, item.value -> 'goalposts' ->> 0 as low,
          item.value -> 'goalposts' ->> 1 as high
      from report_v1.key_set
      cross join lateral jsonb_array_elements(
          case jsonb_typeof(key_set.document -> 'indicators')
              when 'array' then key_set.document -> 'indicators' else '[]'
          end
      ) with ordinality as item (value, place)
      where key_set.is_current
      order by key_set.key_set collate "C", item.place
      """, as: Row.self
    ).map { row in
      WeightRow(
        set: row.keySet, criterion: row.criterion ?? "", indicator: row.indicator ?? "",
        cut: row.cut ?? "", weight: row.weight ?? "",
        goalposts: [row.low, row.high].compactMap(\.self).joined(separator: " – "))
    }
  }
}

private struct CrosswalkRow {
  let code: String
  let version: String
  let lines: String
  let inForce: String
  let href: String

  static func all(_ request: PageRequest, _ db: Database) throws -> [CrosswalkRow] {
    struct Row: Decodable {
      let crosswalk: String
      let version: Int
      let total: Int
      let inForce: Int
    }
    let figure = Figure(request.language)
    return try db.all(
      """
      select crosswalk, version::bigint as version, count(*) as total,
          count(*) filter (where is_in_force) as in_force
      from report_v1.crosswalk group by crosswalk, version
      order by crosswalk collate "C", version desc
      """, as: Row.self
    ).map { row in
      CrosswalkRow(
        code: row.crosswalk, version: String(row.version), lines: figure.integer(row.total),
        inForce: figure.integer(row.inForce), href: request.link("/v1/crosswalk"))
    }
  }
}

/// A set of schools that an analyst saved.
private struct SavedSetRow {
  let code: String
  let title: String
  let schools: String
  let made: String
  let note: String
  let state: String

  static func all(_ request: PageRequest, _ db: Database) throws -> [SavedSetRow] {
    struct Row: Decodable {
      let set: String
      let title: String
      let schools: String
      let made: String
      let note: String?
      let isInForce: Bool
    }
    let (words, figure) = (Wording(request.language), Figure(request.language))
    return try db.all(
      """
      select set, title, string_agg(school, ', ' order by school collate "C") as schools,
          \(raw: isoMoment("made_at")) as made, note, is_in_force
      from report_v1.school_set
      group by number, set, title, made_at, note, is_in_force
      order by set collate "C", number desc
      """, as: Row.self
    ).map { row in
      SavedSetRow(
        code: row.set, title: row.title, schools: row.schools, made: figure.moment(row.made),
        note: row.note ?? "", state: words(row.isInForce ? "inForce" : "isOver"))
    }
  }
}

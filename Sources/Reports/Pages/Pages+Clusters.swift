import Foundation
package import Postgres
import Schools

extension Pages {
  /// Clusters of a year: whether there is structure, what each cluster is like, and who is in it.
  package func clusters(_ request: PageRequest, _ db: Database) throws -> String {
    try request.allow("year")
    let all = try years(db, in: "cluster_member")
    let year = try chosenYear(request, among: all)
    let clusters = try year.map { try ClusterRow.all(db, year: $0) } ?? []
    let members = try year.map { try MemberRow.all(db, year: $0) } ?? []
    let page = ClustersPage(
      clusters, members, schools: try SchoolName.all(db, request.language),
      names: try Names(db, request.language),
      years: yearChoices(all, current: year, request), request)
    return try render(
      "clusters", title: Wording(request.language)("clusters"), page,
      data: [
        DataLink(.clusters, ["year": year.map(String.init)], for: request),
        DataLink(.profiles, ["year": year.map(String.init)], for: request),
      ], for: request, db)
  }
}

struct ClusterRow: Decodable {
  struct Profile: Decodable {
    struct Candidate: Decodable {
      let k: Int
      let withinSS: Double
      let silhouette: Double
      let gap: Double?
      let stability: Double?
    }

    struct Indicator: Decodable {
      let code: String
      let cut: String
      let mean: Double?
      let low: Double?
      let high: Double?
      let deviation: Double
      let isMarked: Bool?
    }

    struct Key: Decodable {
      let code: String
      let cut: String
      let coverage: Double
      let correlation: Double?
      let leftOut: String?
    }

    struct Change: Decodable {
      struct Move: Decodable {
        let from: Int
        let to: Int
        let schools: Int
      }

      let year: Int
      let adjustedRand: Double?
      let moves: [Move]
    }

    let candidates: [Candidate]?
    let gapChoice: Int?
    let choice: [Key]?
    let change: Change?
    let indicators: [Indicator]?
  }

  let region: String
  let cluster: Int
  let schools: Int
  let silhouette: Double?
  let medoid: String?
  let profile: String
  let identity: Int?
  let jaccard: Double?
  let nameRu: String?
  let nameEn: String?

  static func all(_ db: Database, year: Int) throws -> [ClusterRow] {
    try db.all(
      """
      select region, cluster, schools, silhouette, medoid, profile::text as profile, identity,
          jaccard, name_ru, name_en
      from report_v1.cluster where year = \(year) order by region, cluster
      """, as: ClusterRow.self)
  }

  func decoded() -> Profile? {
    try? JSONDecoder().decode(Profile.self, from: Data(profile.utf8))
  }
}

struct MemberRow: Decodable {
  let school: String
  let region: String
  let cluster: Int?
  let silhouette: Double?
  let membership: Double?
  let isBorderline: Bool?
  let reason: String?

  static func all(_ db: Database, year: Int) throws -> [MemberRow] {
    try db.all(
      """
      select school, region, cluster, silhouette, membership, is_borderline, reason
      from report_v1.cluster_member where year = \(year)
      order by region, cluster nulls last, silhouette desc, school
      """, as: MemberRow.self)
  }
}

struct ClustersPage {
  struct Region {
    let name: String?
    let sentence: String
    let hasClusters: Bool
    let heads: [Head]
    let profile: [ProfileRow]
    let candidates: [Candidate]
    let hasCandidates: Bool
    let gapNote: String?
    let keys: [Key]
    let hasKeys: Bool
    let moves: [Move]
    let hasMoves: Bool
    let movesNote: String
    let groups: [Group]
    let unclustered: [Member]
    let hasUnclustered: Bool
  }

  struct Key {
    let name: String
    let coverage: String
    let correlation: String
    let decision: String
  }

  struct Move {
    let from: String
    let to: String
    let schools: String
  }

  struct Head {
    let name: String
    let number: String
    let count: String
    let silhouette: String
  }

  struct ProfileRow {
    let name: String
    let href: String
    let cells: [Cell]
  }

  struct Cell {
    let tone: String
    let deviation: String
    let mean: String
  }

  struct Candidate {
    let count: String
    let silhouette: String
    let withinSS: String
    let gap: String
    let stability: String
    let isChosen: Bool
  }

  struct Member {
    let name: String
    let href: String
    let municipality: String
    let silhouette: String
    let isMedoid: Bool
    let isBorderline: Bool
    let reason: String
  }

  struct Group {
    let number: String
    let members: [Member]
  }

  let years: [Choice]
  let regions: [Region]
  let hasRegions: Bool

  init(
    _ clusters: [ClusterRow], _ members: [MemberRow], schools: [String: SchoolName], names: Names,
    years: [Choice], _ request: PageRequest
  ) {
    self.years = years
    let codes = Set(clusters.map(\.region)).union(members.map(\.region)).sorted()
    hasRegions = !codes.isEmpty
    regions = codes.map { code in
      Region(
        code, clusters.filter { $0.region == code }, members.filter { $0.region == code },
        isOnly: codes.count == 1, schools, names, request)
    }
  }
}

extension ClustersPage.Region {
  fileprivate init(
    _ code: String, _ rows: [ClusterRow], _ members: [MemberRow], isOnly: Bool,
    _ schools: [String: SchoolName], _ names: Names, _ request: PageRequest
  ) {
    let words = Wording(request.language)
    let figure = Figure(request.language)
    let model = rows.first { $0.cluster == 0 }
    let found = rows.filter { $0.cluster > 0 }
    name = isOnly ? nil : code
    hasClusters = !found.isEmpty
    heads = found.map { row in
      ClustersPage.Head(
        name: (request.language == .ru ? row.nameRu : row.nameEn) ?? "",
        number: String(row.cluster), count: words.count(row.schools, .school),
        silhouette: words("silhouette").lowercasedFirst + " "
          + (row.silhouette.map { figure.decimal($0, 2) } ?? Figure.absent)
          + (row.jaccard.map {
            ", " + words("stability").lowercasedFirst + " " + figure.decimal($0, 2)
          } ?? ""))
    }
    candidates = (model?.decoded()?.candidates ?? []).map { candidate in
      ClustersPage.Candidate(
        count: String(candidate.k), silhouette: figure.decimal(candidate.silhouette, 3),
        withinSS: figure.decimal(candidate.withinSS, 1),
        gap: candidate.gap.map { figure.decimal($0, 3) } ?? Figure.absent,
        stability: candidate.stability.map { figure.decimal($0, 2) } ?? Figure.absent,
        isChosen: candidate.k == found.count)
    }
    hasCandidates = !candidates.isEmpty
    let decoded = model?.decoded()
    gapNote = ClusterWords.gapNote(decoded?.gapChoice, found.count, request.language)
    keys = (decoded?.choice ?? []).map { key in
      let cut = names.cut(key.cut)
      return ClustersPage.Key(
        name: names.short(key.code) + (cut.isEmpty ? "" : ", \(cut)"),
        coverage: figure.decimal(key.coverage * 100, 0) + "\u{00A0}%",
        correlation: key.correlation.map { figure.decimal($0, 2, signed: true) } ?? Figure.absent,
        decision: ClusterWords.decision(key.leftOut, request.language))
    }
    hasKeys = !keys.isEmpty
    let numbers = Dictionary(
      found.compactMap { row in row.identity.map { ($0, row.cluster) } }
    ) { first, _ in first }
    moves = (decoded?.change?.moves ?? []).map { move in
      ClustersPage.Move(
        from: "№\u{00A0}\(move.from)",
        to: "№\u{00A0}\(move.to)" + (numbers[move.to].map { " (\($0))" } ?? ""),
        schools: String(move.schools))
    }
    hasMoves = !moves.isEmpty
    movesNote =
      decoded?.change.map { ClusterWords.movesNote($0, figure, request.language) } ?? ""
    profile = Self.profile(found, names, request)
    let medoids = Set(found.compactMap(\.medoid))
    func member(_ row: MemberRow) -> ClustersPage.Member {
      ClustersPage.Member(
        name: schools[row.school]?.name ?? row.school,
        href: request.link("/schools/\(PageRequest.part(row.school))"),
        municipality: schools[row.school]?.municipalityName ?? "",
        silhouette: row.silhouette.map { figure.decimal($0, 2) } ?? Figure.absent,
        isMedoid: medoids.contains(row.school),
        isBorderline: row.isBorderline ?? ((row.silhouette ?? 1) < 0),
        reason: row.reason.map(words.reason) ?? "")
    }
    groups = found.map { row in
      ClustersPage.Group(
        number: String(row.cluster),
        members: members.filter { $0.cluster == row.cluster }.map(member))
    }
    unclustered = members.filter { $0.cluster == nil }.map(member)
    hasUnclustered = !unclustered.isEmpty
    sentence = Self.sentence(model, found.count, unclustered.count, words)
  }

  private static func profile(
    _ clusters: [ClusterRow], _ names: Names, _ request: PageRequest
  ) -> [ClustersPage.ProfileRow] {
    let figure = Figure(request.language)
    let profiles = clusters.map { $0.decoded()?.indicators ?? [] }
    guard let first = profiles.first else { return [] }
    return first.indices.map { index in
      let key = first[index]
      let unit = names[key.code]?.unit ?? ""
      let cut = names.cut(key.cut)
      return ClustersPage.ProfileRow(
        name: names.short(key.code) + figure.unitSuffix(unit) + (cut.isEmpty ? "" : ", \(cut)"),
        href: request.link(
          "/indicators/\(PageRequest.part(key.code))", ["cut": key.cut == "all" ? nil : key.cut]),
        cells: profiles.map { profile in
          guard profile.indices.contains(index) else {
            return ClustersPage.Cell(tone: "h0", deviation: Figure.absent, mean: "")
          }
          let item = profile[index]
          let ends = item.low.flatMap { low in
            item.high.map {
              " (\(figure.value(low, unit: unit))–\(figure.value($0, unit: unit)))"
            }
          }
          return ClustersPage.Cell(
            tone: tone(item.deviation),
            deviation: figure.decimal(item.deviation, 1, signed: true)
              + (item.isMarked == true ? " ●" : ""),
            mean: (item.mean.map { figure.value($0, unit: unit) } ?? "") + (ends ?? ""))
        })
    }
  }

  /// Four steps either way; the number stands in the cell too.
  private static func tone(_ deviation: Double) -> String {
    let step =
      switch abs(deviation) {
      case ..<0.25: 0
      case ..<0.75: 1
      case ..<1.5: 2
      default: 3
      }
    return step == 0 ? "h0" : deviation > 0 ? "p\(step)" : "n\(step)"
  }

  private static func sentence(
    _ model: ClusterRow?, _ clusters: Int, _ without: Int, _ words: Wording
  ) -> String {
    let figure = Figure(words.language)
    let width = model?.silhouette.map { figure.decimal($0, 2) }
    let schools = words.count(model?.schools ?? 0, .school)
    // None was tried: there is nothing to say about structure.
    if model?.decoded()?.candidates?.isEmpty ?? true {
      return words.language == .ru
        ? "Кластеры не строились: мало школ, у которых известны ключевые показатели (\(schools))."
        : "No clusters were tried: too few schools have the key indicators (\(schools))."
    }
    switch (words.language, clusters > 0) {
    case (.ru, true):
      return "Структура есть: \(schools), \(words.count(clusters, .cluster)), "
        + "средний силуэт \(width ?? Figure.absent). Без кластера: \(without)."
    case (.ru, false):
      return
        "Выраженной кластерной структуры нет: \(schools), ни одно разбиение не прошло порог силуэта."
    case (.en, true):
      return "There is structure: \(schools), \(words.count(clusters, .cluster)), "
        + "mean silhouette \(width ?? Figure.absent). Without a cluster: \(without)."
    case (.en, false):
      return
        "There is no marked cluster structure: \(schools), no partition passes the silhouette threshold."
    }
  }
}

/// What the page of clusters says of their choice and their years.
enum ClusterWords {
  /// Nil where the gap statistic agrees, or says nothing.
  static func gapNote(_ choice: Int?, _ clusters: Int, _ language: Language) -> String? {
    guard let choice, choice != clusters else { return nil }
    return language == .ru
      ? "Статистика разрыва выбрала бы \(choice): данные можно видеть по-разному."
      : "The gap statistic would choose \(choice): there is more than one way to see the data."
  }

  static func decision(_ reason: String?, _ language: Language) -> String {
    switch (reason, language) {
    case ("coverage", .ru): "не входит: известен у немногих школ"
    case ("coverage", .en): "left out: few schools have it"
    case ("constant", .ru): "не входит: у школ одинаков или различается случайно"
    case ("constant", .en): "left out: schools have one value, or differ by chance"
    case ("redundant", .ru): "не входит: повторяет другой показатель"
    case ("redundant", .en): "left out: it repeats another"
    case (_, .ru): "входит"
    case (_, .en): "used"
    }
  }

  static func movesNote(
    _ change: ClusterRow.Profile.Change, _ figure: Figure, _ language: Language
  ) -> String {
    let agreement = change.adjustedRand.map { figure.decimal($0, 2) } ?? Figure.absent
    return language == .ru
      ? "По сравнению с \(change.year) годом; согласие разбиений (скорректированный индекс Рэнда) \(agreement). "
        + "Номер со знаком № узнаётся из года в год."
      : "Since \(change.year); agreement of the partitions (adjusted Rand index) \(agreement). "
        + "A number with № is known again from year to year."
  }
}

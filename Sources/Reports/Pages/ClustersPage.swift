import Schools

struct ClustersPage {
  struct Region {
    let name: String?
    let sentence: String
    let hasClusters: Bool
    let heads: [Head]
    let profile: [ProfileRow]
    /// The same in one drawing.
    let profileChart: String?
    let context: [ContextLine]
    let hasContext: Bool
    /// How many columns the table of profiles has.
    let width: String
    let candidates: [Candidate]
    let hasCandidates: Bool
    let gapNote: String?
    let keys: [Key]
    let hasKeys: Bool
    let moves: [Move]
    let hasMoves: Bool
    let movesNote: String
    let typology: TypologyTable?
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
    /// The name made of signs, and who gave the other one when; nil where none is given.
    let given: String?
    let number: String
    let count: String
    let silhouette: String
  }

  struct ProfileRow {
    let name: String
    let href: String
    let cells: [Cell]
  }

  /// Means of an indicator of context over the schools of each cluster, and over all of the model.
  struct ContextLine {
    struct Cell {
      let mean: String
      let interval: String
    }

    let name: String
    let href: String
    let all: String
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
    /// What the school makes of its context, by rules.
    let type: String
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
  /// The same as a document, in its forms; none without a year.
  let documents: [Choice]
  let regions: [Region]
  let hasRegions: Bool

  init(
    _ clusters: [ClusterRow], _ members: [MemberRow], contexts: [String: ContextRow],
    schools: [String: SchoolName], names: Names, year: Int?, years: [Choice],
    _ request: PageRequest
  ) {
    self.years = years
    documents = year.map { DocumentLink.all(.clusters, school: nil, year: $0) } ?? []
    let codes = Set(clusters.map(\.region)).union(members.map(\.region)).sorted()
    hasRegions = !codes.isEmpty
    regions = codes.map { code in
      Region(
        code, clusters.filter { $0.region == code }, members.filter { $0.region == code },
        contexts, isOnly: codes.count == 1, schools, names, request)
    }
  }
}

extension ClustersPage.Region {
  fileprivate init(
    _ code: String, _ rows: [ClusterRow], _ members: [MemberRow],
    _ contexts: [String: ContextRow], isOnly: Bool, _ schools: [String: SchoolName], _ names: Names,
    _ request: PageRequest
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
        given: ClusterWords.given(row, request.language),
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
    profileChart = ClusterWords.profileChart(found, names, request)
    context = Self.context(model, found, names, request)
    hasContext = !context.isEmpty
    width = String(found.count + 1)
    let medoids = Set(found.compactMap(\.medoid))
    func member(_ row: MemberRow) -> ClustersPage.Member {
      ClustersPage.Member(
        name: schools[row.school]?.name ?? row.school,
        href: request.link("/schools/\(PageRequest.part(row.school))"),
        municipality: schools[row.school]?.municipalityName ?? "",
        type: TypologyTable.type(of: contexts[row.school], words),
        silhouette: row.silhouette.map { figure.decimal($0, 2) } ?? Figure.absent,
        isMedoid: medoids.contains(row.school),
        isBorderline: row.isBorderline ?? ((row.silhouette ?? 1) < 0),
        reason: row.reason.map(words.reason) ?? "")
    }
    typology = TypologyTable(
      members, clusters: found.map(\.cluster), contexts, language: request.language)
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

  private static func context(
    _ model: ClusterRow?, _ clusters: [ClusterRow], _ names: Names, _ request: PageRequest
  ) -> [ClustersPage.ContextLine] {
    let figure = Figure(request.language)
    // Over schools yes or no is a share.
    func mean(_ value: Double, _ unit: String) -> String {
      figure.value(value, unit: unit == "flag" ? "share" : unit)
    }
    let columns = clusters.map { cluster in
      Dictionary(cluster.conditions.map { ($0.code, $0) }) { first, _ in first }
    }
    return (model?.conditions ?? []).sorted { names.order($0.code) < names.order($1.code) }.map {
      all in
      let unit = names[all.code]?.unit ?? ""
      return ClustersPage.ContextLine(
        name: names.short(all.code) + figure.unitSuffix(unit == "flag" ? "share" : unit),
        href: request.link("/indicators/\(PageRequest.part(all.code))"),
        all: mean(all.mean, unit),
        cells: columns.map { column in
          let item = column[all.code]
          return ClustersPage.ContextLine.Cell(
            mean: item.map { mean($0.mean, unit) } ?? Figure.absent,
            interval: item.flatMap { item in
              item.low.flatMap { low in item.high.map { "\(mean(low, unit))–\(mean($0, unit))" } }
            } ?? "")
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

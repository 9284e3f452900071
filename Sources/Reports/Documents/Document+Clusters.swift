import Postgres
import Schools

extension Document {
  /// The cluster model of a year: whether there is structure, what the clusters are like, who is in them and how surely.
  static func clusters(_ source: DocumentSource, year asked: Int?) throws -> Document {
    let db = source.db
    let all = try years(db, in: "cluster_member")
    let year = try source.year(asked, among: all, own: all)
    let clusters = source.counted(try ClusterRow.all(db, year: year))
    let members = source.counted(try MemberRow.all(db, year: year))
    let contexts = try ContextRow.all(db, year: year)
    let schools = try SchoolName.all(db, .ru)
    let page = ClustersPage(
      clusters, members, contexts: contexts, schools: schools, names: source.names, year: year,
      years: [], try PageRequest(path: "/clusters"))
    let codes = Set(clusters.map(\.region)).union(members.map(\.region)).sorted()
    let sections = zip(codes, page.regions).flatMap { code, region in
      ClusterNote(
        region: region, members: members.filter { $0.region == code },
        medoids: Set(clusters.compactMap(\.medoid)), schools: schools, contexts: contexts
      ).sections
    }
    return try Document(
      .clusters, subtitle: ["за \(DocumentSource.figure.year(year)) учебный год"],
      sections: sections, source: source, fileName: "clusters-\(year)")
  }
}

/// The sections of a кластерная справка of one region, with the cells of its page.
private struct ClusterNote {
  let region: ClustersPage.Region
  let members: [MemberRow]
  /// Codes of the schools that stand for their clusters.
  let medoids: Set<String>
  let schools: [String: SchoolName]
  let contexts: [String: ContextRow]

  private var words: Wording { DocumentSource.words }

  var sections: [Document.Section] {
    let all = [
      structure, profiles, context, composition, unclustered, transitions, typology,
    ].compactMap(\.self)
    guard let name = region.name else { return all }
    return all.map { Document.Section(title: "\($0.title) (регион \(name))", blocks: $0.blocks) }
  }

  private var structure: Document.Section {
    var blocks: [Document.Block] = [.text(region.sentence)]
    if region.hasCandidates {
      blocks.append(
        .table(
          Document.Table(
            caption: "Разбиения, из которых выбирали",
            columns: [
              Document.Column(title: "Кластеров", percent: 20, isNumber: true),
              Document.Column(title: "Силуэт", percent: 20, isNumber: true),
              Document.Column(title: "Разрыв", percent: 20, isNumber: true),
              Document.Column(title: "Устойчивость", percent: 20, isNumber: true),
              Document.Column(title: "Выбрано", percent: 20),
            ],
            rows: region.candidates.map {
              .cells([
                $0.count, $0.silhouette, $0.gap, $0.stability, $0.isChosen ? "да" : "нет",
              ])
            })))
    }
    if let note = region.gapNote { blocks.append(.text(note)) }
    if region.hasKeys {
      blocks.append(
        .table(
          Document.Table(
            caption: "Показатели, по которым искали кластеры",
            columns: [
              Document.Column(title: "Показатель", percent: 50),
              Document.Column(title: "Охват", percent: 12, isNumber: true),
              Document.Column(title: "Корреляция", percent: 13, isNumber: true),
              Document.Column(title: "Решение", percent: 25),
            ],
            rows: region.keys.map { .cells([$0.name, $0.coverage, $0.correlation, $0.decision]) })))
    }
    return Document.Section(title: "Есть ли структура", blocks: blocks)
  }

  private var profiles: Document.Section? {
    guard region.hasClusters else { return nil }
    let heads = Document.Table(
      caption: "Кластеры",
      columns: [
        Document.Column(title: "№", percent: 8, isNumber: true),
        Document.Column(title: "Чем отличается", percent: 42),
        Document.Column(title: "Школ", percent: 15, isNumber: true),
        Document.Column(title: "Качество и устойчивость", percent: 35),
      ],
      rows: region.heads.map { head in
        let name = [head.name, head.given].compactMap(\.self).filter { !$0.isEmpty }
        return .cells([
          head.number, name.isEmpty ? Figure.absent : name.joined(separator: "; "), head.count,
          head.silhouette,
        ])
      })
    let table = Document.Table(
      caption: "Профили: отклонение от медианы региона, под ним среднее кластера",
      columns: columns(),
      rows: region.profile.map { row in
        .cells([row.name] + row.cells.map { "\($0.deviation) · \($0.mean)" })
      })
    return Document.Section(
      title: "Профили кластеров",
      blocks: [
        .text(
          "Отклонение — в робастных стандартных отклонениях школ региона; ● — чем кластер отличается сильнее всего. Номер кластера — не место: кластеры разные, а не лучше и хуже."
        ), .table(heads), .table(table),
      ])
  }

  private var context: Document.Section? {
    guard region.hasContext, region.hasClusters else { return nil }
    return Document.Section(
      title: "Условия школ кластеров",
      blocks: [
        .text("Кластеры построены не по условиям; таблица показывает, в каких условиях их школы."),
        .table(
          Document.Table(
            caption: "Средние условий и их 95 % интервалы",
            columns: columns(
              beside: Document.Column(title: "Все школы", percent: 12, isNumber: true)),
            rows: region.context.map { line in
              .cells(
                [line.name, line.all]
                  + line.cells.map {
                    $0.interval.isEmpty ? $0.mean : "\($0.mean) (\($0.interval))"
                  })
            })),
      ])
  }

  /// A column of names, and one for each cluster.
  private func columns(beside extra: Document.Column? = nil) -> [Document.Column] {
    let count = max(1, region.heads.count)
    let rest = 100 - (extra?.percent ?? 0)
    let each = min(20, rest * 2 / 3 / count)
    return [Document.Column(title: "Показатель", percent: rest - each * count)]
      + [extra].compactMap(\.self)
      + region.heads.map { Document.Column(title: "Кластер \($0.number)", percent: each) }
  }

  private var composition: Document.Section? {
    guard region.hasClusters else { return nil }
    let inside = members.filter { $0.cluster != nil }
    let border = inside.count { $0.isBorderline ?? (($0.silhouette ?? 1) < 0) }
    var rows: [Document.Row] = []
    var cluster: Int?
    for member in inside {
      if member.cluster != cluster {
        cluster = member.cluster
        rows.append(.heading("Кластер \(member.cluster ?? 0)"))
      }
      rows.append(.cells(cells(member)))
    }
    return Document.Section(
      title: "Состав кластеров",
      blocks: [
        .text(
          "В кластерах \(words.count(inside.count, .school)), из них пограничных — \(border). Уверенность — как часто школа оставалась в своём кластере, когда школы выбирали заново (бутстреп)."
        ),
        .table(
          Document.Table(
            caption: "Школы кластеров",
            columns: [
              Document.Column(title: "Школа", percent: 32),
              Document.Column(title: "Муниципалитет", percent: 20),
              Document.Column(title: "Тип", percent: 18),
              Document.Column(title: "Силуэт", percent: 9, isNumber: true),
              Document.Column(title: "Уверенность", percent: 11, isNumber: true),
              Document.Column(title: "Пометка", percent: 10),
            ], rows: rows)),
      ])
  }

  private func cells(_ member: MemberRow) -> [String] {
    let figure = DocumentSource.figure
    let name = schools[member.school]?.name ?? member.school
    let isBorderline = member.isBorderline ?? ((member.silhouette ?? 1) < 0)
    let marks = [
      medoids.contains(member.school) ? "пример" : nil, isBorderline ? "пограничная" : nil,
    ]
    return [
      name, schools[member.school]?.municipalityName ?? "",
      TypologyTable.type(of: contexts[member.school], words),
      member.silhouette.map { figure.decimal($0, 2) } ?? Figure.absent,
      member.membership.map { figure.decimal($0 * 100, 0) + "\u{00A0}%" } ?? Figure.absent,
      marks.compactMap(\.self).joined(separator: ", "),
    ]
  }

  private var unclustered: Document.Section? {
    guard region.hasUnclustered else { return nil }
    return Document.Section(
      title: "Школы без кластера",
      blocks: [
        .table(
          Document.Table(
            caption: "Школы без кластера и почему",
            columns: [
              Document.Column(title: "Школа", percent: 40),
              Document.Column(title: "Муниципалитет", percent: 25),
              Document.Column(title: "Почему", percent: 35),
            ], rows: region.unclustered.map { .cells([$0.name, $0.municipality, $0.reason]) }))
      ])
  }

  private var transitions: Document.Section? {
    guard region.hasMoves else { return nil }
    return Document.Section(
      title: "Переходы",
      blocks: [
        .text(region.movesNote),
        .table(
          Document.Table(
            caption: "Сколько школ откуда и куда перешло",
            columns: [
              Document.Column(title: "Из кластера", percent: 35),
              Document.Column(title: "В кластер", percent: 35),
              Document.Column(title: "Школ", percent: 30, isNumber: true),
            ], rows: region.moves.map { .cells([$0.from, $0.to, $0.schools]) })),
      ])
  }

  private var typology: Document.Section? {
    guard let typology = region.typology else { return nil }
    let each = 60 / (typology.heads.count + 1)
    return Document.Section(
      title: "Типы школ рядом с кластерами",
      blocks: [
        .text(words("typologyNote")),
        .table(
          Document.Table(
            caption: "Сколько школ какого типа в кластерах",
            columns: [
              Document.Column(title: "Тип", percent: 100 - each * (typology.heads.count + 1))
            ]
              + (typology.heads + [words("allSchools")]).map {
                Document.Column(title: $0, percent: each, isNumber: true)
              },
            rows: typology.rows.map { .cells([$0.name] + $0.cells + [$0.all]) })),
      ])
  }
}

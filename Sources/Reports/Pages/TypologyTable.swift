import Schools

/// How many schools of each cluster are of each type: the typology by rules beside the clusters.
///
/// It counts the schools that the page's reader sees, and stands where there are no clusters too.
struct TypologyTable {
  struct Row {
    let name: String
    let cells: [String]
    let all: String
  }

  /// Numbers of the clusters, then the schools without one where there are any.
  let heads: [String]
  let rows: [Row]

  /// Nil where the reader sees the type of no school.
  init?(
    _ members: [MemberRow], clusters: [Int], _ contexts: [String: ContextRow], language: Language
  ) {
    guard members.contains(where: { contexts[$0.school]?.typology != nil }) else { return nil }
    let words = Wording(language)
    var columns: [Int?] = clusters
    if members.contains(where: { $0.cluster == nil }) { columns.append(nil) }
    heads = columns.map { number in
      number.map { "№\u{00A0}\($0)" } ?? words("outside")
    }
    let types: [String?] = SchoolTypology.allCases.map(\.rawValue) + [nil]
    rows = types.compactMap { type in
      let own = members.filter { contexts[$0.school]?.typology == type }
      // A type without schools is an answer; that every school has one goes without saying.
      guard type != nil || !own.isEmpty else { return nil }
      return Row(
        name: type.map(words.typology) ?? words("noType"),
        cells: columns.map { number in String(own.count { $0.cluster == number }) },
        all: String(own.count))
    }
  }

  /// What a school makes of its context, or that it is not told; a dash where the reader may not know.
  static func type(of context: ContextRow?, _ words: Wording) -> String {
    context.map { $0.typology.map(words.typology) ?? words("noType") } ?? Figure.absent
  }
}

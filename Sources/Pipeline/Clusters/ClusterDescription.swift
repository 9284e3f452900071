import Schools
import Statistics

/// What the clusters of a model are like: profiles, examples and names.
struct ClusterDescription {
  let rows: [ClusterResult.Row]

  /// Deviations from the median below this are no sign of a cluster.
  private static let sign = 0.5
  /// Signs that a name is made of, at most.
  private static let signs = 3

  init(
    _ input: ClusterInput, _ points: ClusterPoints, _ found: ClusterModel.Structure,
    _ years: ClusterYears
  ) {
    rows = (0..<found.clusters).map { number in
      let members = points.schools.indices.filter { found.labels[$0] == number }
      let profile = Self.profile(input, points, members)
      let jaccard = found.jaccard?[number]
      let isStable = (jaccard ?? 0) >= input.limits("cluster_named")
      return ClusterResult.Row(
        region: input.region, year: input.year, number: number + 1,
        identity: years.identities[number], schools: members.count,
        silhouette: members.reduce(0) { $0 + found.silhouettes[$1] } / Double(members.count),
        jaccard: jaccard.flatMap { $0.isNaN ? nil : $0 },
        medoid: input.schools[points.schools[found.medoids[number]]].code,
        name: isStable ? Self.name(input, points, profile) : nil,
        profile: ClusterProfile(indicators: profile))
    }
  }

  private static func profile(
    _ input: ClusterInput, _ points: ClusterPoints, _ members: [Int]
  ) -> [ClusterProfile.Indicator] {
    let kept = points.choice.kept
    let deviations = kept.indices.map { column in
      members.reduce(0) { $0 + points.standardized[$1][column] } / Double(members.count)
    }
    let marked = Set(
      kept.indices.filter { abs(deviations[$0]) >= sign }
        .sorted { (abs(deviations[$0]), $1) > (abs(deviations[$1]), $0) }.prefix(signs))
    return kept.indices.map { index in
      let column = input.columns[kept[index]]
      let values = members.compactMap { member in
        input.schools[points.schools[member]].cells[kept[index]]?.parts.value(column.kind)
      }
      let sum = values.reduce(0, +)
      let interval = Interval.mean(
        sum: sum, count: Double(values.count), sumSquares: values.reduce(0) { $0 + $1 * $1 })
      return ClusterProfile.Indicator(
        code: column.code, cut: column.cut, schools: values.count,
        mean: values.isEmpty ? nil : sum / Double(values.count), low: interval?.low,
        high: interval?.high, deviation: deviations[index], isMarked: marked.contains(index))
    }
  }

  /// What is above and what below the middle of the region: signs, not grades.
  private static func name(
    _ input: ClusterInput, _ points: ClusterPoints, _ profile: [ClusterProfile.Indicator]
  ) -> Words {
    let signs = zip(points.choice.kept, profile).filter { $0.1.isMarked }
      .sorted { abs($0.1.deviation) > abs($1.1.deviation) }
    func list(_ isAbove: Bool, _ language: Language) -> String {
      signs.filter { ($0.1.deviation > 0) == isAbove }
        .map { input.columns[$0.0].label[language] }.joined(separator: ", ")
    }
    func name(_ language: Language, _ above: String, _ below: String, _ plain: String) -> String {
      let parts = [(above, list(true, language)), (below, list(false, language))]
        .filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1)" }
      return parts.isEmpty ? plain : parts.joined(separator: "; ")
    }
    return Words(
      ru: name(.ru, "выше", "ниже", "близкие к середине региона"),
      en: name(.en, "higher", "lower", "near the middle of the region"))
  }
}

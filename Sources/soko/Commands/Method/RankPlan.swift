import Intake
import Statistics

/// What a ranking is asked to be, checked and filled in from the table.
struct RankPlan {
  /// Names of the criteria.
  let groups: [String]
  private(set) var composite: Composite
  /// Treated and shrunk, rows in the order of their identifiers.
  let values: [[Double]]
  /// How far each value is drawn around itself.
  let errors: [[Double]]
  /// Indicators that tell no rows apart; they take no part.
  private(set) var constant: [String] = []
  let treated: [[JSONValue.Member]]
  let shrunk: [[JSONValue.Member]]

  init(_ asked: RankMethod, _ table: PlainTable, _ rows: KeyedRows) throws {
    let names = asked.indicators.names
    let count = names.count
    try MethodFault.check("--directions", asked.directions.words.count, is: count)
    let directions = try asked.directions.words.map { word in
      switch word {
      case "higher": Direction.higher
      case "lower": Direction.lower
      default: throw MethodFault.option("--directions", "higher, lower")
      }
    }
    let weights = asked.weights?.weights ?? Array(repeating: 1, count: count)
    try MethodFault.check("--weights", weights.count, is: count)
    let own = asked.groups?.words ?? Array(repeating: "all", count: count)
    try MethodFault.check("--groups", own.count, is: count)
    var groups: [String] = []
    for name in own where !groups.contains(name) { groups.append(name) }
    self.groups = groups

    var columns = table.numbers.prefix(count).map(rows.column)
    var treated: [[JSONValue.Member]] = []
    if asked.treat == .winsorize {
      for index in columns.indices {
        let result = Winsorization()(columns[index])
        columns[index] = result.values
        guard result.treated > 0 || result.isStillSkewed else { continue }
        treated.append([
          .init("indicator", .string(names[index])), .init("points", .integer(result.treated)),
          .init("stillSkewed", .flag(result.isStillSkewed)),
        ])
      }
    }
    self.treated = treated
    var deviations = columns.map { $0.map { _ in 0.0 } }
    var shrunk: [[JSONValue.Member]] = []
    if let errors = asked.standardErrors {
      try MethodFault.check("--standard-errors", errors.names.count, is: count)
      for index in columns.indices {
        let column = table.numbers[count + index]
        if let bad = column.firstIndex(where: { $0 < 0 }) {
          throw MethodFault(
            "method.number_negative", row: table.lines[bad], column: errors.names[index])
        }
        // A value without an error is one that was not sampled.
        let known = rows.column(column).map { $0.isNaN ? 0 : $0 }
        deviations[index] = known
        guard asked.shrink == .normal,
          let found = normalShrink(
            estimates: columns[index], variances: known.map { $0 * $0 })
        else { continue }
        columns[index] = zip(columns[index], found.estimates).map { $0.isNaN ? $0 : $1 }
        deviations[index] = found.deviations
        shrunk.append([
          .init("indicator", .string(names[index])), .init("mean", real: found.mean),
          .init("betweenVariance", real: found.betweenVariance),
        ])
      }
    }
    self.shrunk = shrunk
    let (values, errors) = (columns, deviations)
    self.values = rows.keys.indices.map { row in values.map { $0[row] } }
    self.errors = rows.keys.indices.map { row in errors.map { $0[row] } }

    let (scale, given) = try Self.normalization(asked, self.values)
    composite = Composite(
      indicators: (0..<count).map { index in
        .init(
          weight: weights[index], direction: directions[index],
          group: groups.firstIndex(of: own[index]) ?? 0)
      },
      groupWeights: try Self.groupWeights(asked, groups), normalization: scale,
      within: asked.within.aggregation,
      between: (asked.between ?? (asked.normalize == .zscore ? .arithmetic : .geometric))
        .aggregation,
      minimumGroupShare: 0, missingGroupsAllowed: groups.count - 1)
    if composite.defect == .geometricMeanOfNegatives {
      throw MethodFault("method.geometric_of_negative")
    }
    dropConstant(names, columns, given)
  }

  /// Takes out what tells no rows apart: by values that are all equal, or by goalposts read off them that are.
  ///
  /// Goalposts that were given have a meaning of their own. When nothing would be left all is left as it is.
  private mutating func dropConstant(
    _ names: [String], _ columns: [[Double]], _ given: Set<Int>
  ) {
    let flat = columns.indices.filter { index in
      let present = columns[index].filter { !$0.isNaN }
      if case .goalposts(let posts) = composite.normalization, !given.contains(index) {
        return posts[index].lowerBound == posts[index].upperBound
      }
      return !given.contains(index) && present.allSatisfy { $0 == present.first }
    }
    constant = flat.map { names[$0] }
    let left = composite.indicators.indices.filter { index in
      !flat.contains(index) && composite.indicators[index].weight > 0
        && composite.groupWeights[composite.indicators[index].group] > 0
    }
    guard !left.isEmpty else { return }
    for index in flat { composite.indicators[index].weight = 0 }
  }

  private static func groupWeights(_ asked: RankMethod, _ groups: [String]) throws -> [Double] {
    guard let given = asked.groupWeights?.values else {
      return groups.map { _ in 1 }
    }
    let weights = groups.map { name in
      given.first { $0.name == name }.flatMap { Double($0.text) } ?? .nan
    }
    guard given.count == groups.count, weights.allSatisfy({ $0 >= 0 && $0.isFinite }),
      weights.contains(where: { $0 > 0 })
    else {
      throw MethodFault.option(
        "--group-weights", groups.map { "\($0)=1" }.joined(separator: ","))
    }
    return weights
  }

  /// The scale, and the indicators whose goalposts were given.
  private static func normalization(
    _ asked: RankMethod, _ rows: [[Double]]
  ) throws -> (Normalization, given: Set<Int>) {
    if asked.range != nil, asked.normalize != .minmax {
      throw MethodFault.option("--range", "--normalize minmax")
    }
    if asked.goalposts != nil, asked.normalize != .goalposts {
      throw MethodFault.option("--goalposts", "--normalize goalposts")
    }
    switch asked.normalize {
    case .zscore: return (.zScore, [])
    case .percentile: return (.percentile, [])
    case .minmax:
      let ends = (asked.range?.words ?? ["0", "100"]).compactMap { Double($0) }
      guard ends.count == 2, asked.range?.words.count ?? 2 == 2, ends[0] < ends[1],
        ends.allSatisfy(\.isFinite)
      else { throw MethodFault.option("--range", "0,100") }
      return (.minMax(ends[0]...ends[1]), [])
    case .goalposts:
      guard case .goalposts(var posts) = Normalization.goalposts(from: rows) else {
        return (.zScore, [])
      }
      var given: Set<Int> = []
      for (name, text) in asked.goalposts?.values ?? [] {
        let ends = text.split(separator: ":", omittingEmptySubsequences: false)
          .compactMap { Double($0) }
        guard let index = asked.indicators.names.firstIndex(of: name), ends.count == 2,
          ends[0] < ends[1], ends.allSatisfy(\.isFinite)
        else { throw MethodFault.option("--goalposts", "\(asked.indicators.names[0])=0:100") }
        posts[index] = ends[0]...ends[1]
        given.insert(index)
      }
      return (.goalposts(posts), given)
    }
  }

  /// The parameters as they were used, goalposts and weights filled in.
  func parameters(_ asked: RankMethod) -> [JSONValue.Member] {
    let names = asked.indicators.names
    var members: [JSONValue.Member] = [
      .init("id", .string(asked.id)), .init("indicators", .strings(names)),
      .init("directions", .strings(asked.directions.words)),
      .init("weights", .reals(asked.weights?.weights ?? names.map { _ in 1 })),
      .init("groups", .strings(asked.groups?.words ?? names.map { _ in "all" })),
      .init(
        "groupWeights",
        .object(zip(groups, composite.groupWeights).map { .init($0, real: $1) })),
      .init("normalize", .string(asked.normalize.rawValue)),
    ]
    switch composite.normalization {
    case .goalposts(let posts):
      members.append(
        .init(
          "goalposts",
          .object(
            zip(names, posts).map { .init($0, .reals([$1.lowerBound, $1.upperBound])) })))
    case .minMax(let target):
      members.append(.init("range", .reals([target.lowerBound, target.upperBound])))
    case .zScore, .percentile, .bestHundred: break
    }
    return members + [
      .init("treat", .string(asked.treat.rawValue)),
      .init("within", .string(asked.within.rawValue)),
      .init("between", .string(composite.between == .geometric ? "geometric" : "arithmetic")),
      .init("standardErrors", asked.standardErrors.map { .strings($0.names) } ?? .null),
      .init("shrink", .string(asked.standardErrors == nil ? "none" : asked.shrink.rawValue)),
      .init("draws", .integer(asked.standardErrors == nil ? 0 : asked.draws)),
      .init("seed", .seed(asked.seed)),
    ]
  }
}

import ArgumentParser
import Intake
import Statistics

struct SimilarMethod: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar",
    abstract: "The rows most like each row, how far they are, and how well they match.",
    discussion: """
      A row is a school, the columns its context. balance is the row's value less the
      mean of its neighbors, in standard deviations of the column: beyond ±0.25 the
      match is off. Likeness is not mutual. --caliper leaves out neighbors farther
      than the 95 % quantile of the distance to the last neighbor over all rows.

      EXAMPLES
        soko method similar --input schools.csv --id school --columns roll,income
        soko method similar --input schools.csv --id school --columns roll,income \\
          --distance weighted --weights 2,1 --within level --for s001,s002
      """)

  enum Distance: String, CaseIterable, ExpressibleByArgument {
    case euclidean, weighted, mahalanobis
  }
  enum Units: String, CaseIterable, ExpressibleByArgument { case zscore, robust }

  @OptionGroup var input: MethodInput
  @Option(help: "The column that names a row.") var id: String
  @Option(help: "Columns to compare by, with commas between.") var columns: NameList
  @Option(help: "How many rows to find for each.") var neighbors = 20
  @Option(
    help: "euclidean, weighted (by --weights) or mahalanobis (of the columns as they are).")
  var distance = Distance.euclidean
  @Option(help: "Weights of the columns, for --distance weighted (default: equal).")
  var weights: WeightList?
  @Option(help: "zscore or robust: the units that columns are put in.")
  var standardize = Units.zscore
  @Option(help: "A column: neighbors have the same text in it.") var within: String?
  @Option(name: .customLong("for"), help: "Rows to find neighbors of (default: all).")
  var asked: NameList?
  @Flag(help: "Leave out neighbors that are too far.") var caliper = false

  func validate() throws {
    guard neighbors >= 1 else { throw ValidationError("--neighbors is 1 or more") }
    guard weights == nil || distance == .weighted else {
      throw ValidationError("--weights need --distance weighted")
    }
  }

  func run() async throws {
    let names = columns.names
    try input.print(texts: [id] + (within.map { [$0] } ?? []), numbers: names) { table in
      let rows = try KeyedRows(table, needed: names.indices)
      try MethodFault.rows(rows.keys.count, needed: 2)
      let given = weights?.weights ?? names.map { _ in 1 }
      try MethodFault.check("--weights", given.count, is: names.count)
      let asked = try queries(rows)
      let values = rows.matrix(table.numbers)
      let isConstant = names.indices.map { column in
        values.allSatisfy { $0[column] == values[0][column] }
      }
      // What does not vary says nothing of likeness, and its weight is nobody's.
      let kept = names.indices.filter { !isConstant[$0] && given[$0] > 0 }
      let used = values.map { row in kept.map { row[$0] } }
      let strata = within == nil ? nil : rows.places.map { Int(table.texts[1].codes[$0]) }
      let method = Neighbors(
        count: neighbors,
        distance: distance == .weighted
          ? .weighted(kept.map { given[$0] })
          : distance == .mahalanobis ? .mahalanobis : .euclidean)
      let scaled =
        distance == .mahalanobis
        ? used
        : (standardize == .robust ? Standardization.robust : .zScore).columns(used)
      do throws(Neighbors.Failure) {
        let found = try method.find(
          scaled, strata: strata, queries: caliper ? nil : asked)
        return document(
          rows, values, asked, caliper ? asked.map { found[$0] } : found,
          limit: caliper ? limit(found) : nil,
          constant: names.indices.filter { isConstant[$0] }.map { names[$0] })
      } catch {
        throw MethodFault("method.covariance_singular")
      }
    }
  }

  /// The rows that `--for` names, in its order.
  private func queries(_ rows: KeyedRows) throws -> [Int] {
    guard let asked else { return Array(rows.keys.indices) }
    let places = Dictionary(uniqueKeysWithValues: rows.keys.enumerated().map { ($1, $0) })
    let found = asked.names.compactMap { places[$0] }
    guard found.count == asked.names.count else {
      throw MethodFault(
        "method.id_unknown", ["count": String(asked.names.count - found.count)])
    }
    return found
  }

  /// The 95 % quantile of the distance to the last neighbor.
  private func limit(_ found: [[Neighbors.Neighbor]]) -> Double? {
    quantile(found.compactMap { $0.count == neighbors ? $0.last?.distance : nil }, 0.95)
  }

  private func document(
    _ rows: KeyedRows, _ values: [[Double]], _ asked: [Int], _ found: [[Neighbors.Neighbor]],
    limit: Double?, constant: [String]
  ) -> MethodDocument {
    var document = MethodDocument(
      "similar", rows: rows.total, used: rows.keys.count, parameters: parameters)
    document.add("constant", .strings(constant))
    if caliper { document.add("caliper", .real(limit)) }
    let deviations = columns.names.indices.map { column in
      sampleDeviation(values.map { $0[column] })
    }
    document.add(
      "analogues",
      zip(asked, found).map { row, near in
        let near = near.filter { $0.distance <= limit ?? .infinity }
        let balance = columns.names.enumerated().map { column, name in
          let mean =
            near.reduce(0) { $0 + values[$1.row][column] } / Double(max(near.count, 1))
          let isKnown = !near.isEmpty && deviations[column] > 0
          return JSONValue.Member(
            name, real: isKnown ? (values[row][column] - mean) / deviations[column] : nil)
        }
        return [
          .init("id", .string(rows.keys[row])),
          .init(
            "neighbors",
            .array(
              near.map {
                .object([
                  .init("id", .string(rows.keys[$0.row])), .init("distance", real: $0.distance),
                ])
              })),
          .init("balance", .object(balance)),
        ]
      })
    return document
  }

  private var parameters: [JSONValue.Member] {
    [
      .init("id", .string(id)), .init("columns", .strings(columns.names)),
      .init("neighbors", .integer(neighbors)), .init("distance", .string(distance.rawValue)),
      .init(
        "weights",
        distance == .weighted
          ? .reals(weights?.weights ?? columns.names.map { _ in 1 }) : .null),
      .init(
        "standardize", distance == .mahalanobis ? .null : .string(standardize.rawValue)),
      .init("within", within.map { .string($0) } ?? .null), .init("caliper", .flag(caliper)),
    ]
  }
}

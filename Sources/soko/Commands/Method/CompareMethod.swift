import ArgumentParser
import Intake
import Statistics

struct CompareMethod: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Each row's share beside its group without the row, and in a funnel.",
    discussion: """
      A row is a school with a share: a numerator of a denominator. Its analogue is
      the sum of the other rows of its group. Shares have Wilson's intervals,
      differences Newcombe's. The funnel says how far a share of that size may lie
      from the group's by chance: 95 % and 99.8 % limits, made wider where schools
      differ by more than chance.

      EXAMPLES
        soko method compare --input schools.csv --id school --numerator passed \\
          --denominator sat --groups municipality
      """)

  @OptionGroup var input: MethodInput
  @Option(help: "The column that names a row.") var id: String
  @Option(help: "The column of the numerator.") var numerator: String
  @Option(help: "The column of the denominator.") var denominator: String
  @Option(help: "The column that names a row's group.") var groups: String

  func run() async throws {
    try input.print(texts: [id, groups], numbers: [numerator, denominator]) { table in
      let rows = try KeyedRows(table, needed: 0..<2)
      try MethodFault.rows(rows.keys.count, needed: 1)
      for place in rows.places {
        let (x, n) = (table.numbers[0][place], table.numbers[1][place])
        if x < 0 || n < 0 {
          throw MethodFault(
            "method.number_negative", row: table.lines[place],
            column: x < 0 ? numerator : denominator)
        }
        guard x <= n else {
          throw MethodFault(
            "method.share_impossible", row: table.lines[place], column: numerator)
        }
      }
      return document(rows, table)
    }
  }

  private typealias Share = (successes: Double, trials: Double)

  private func document(_ rows: KeyedRows, _ table: PlainTable) -> MethodDocument {
    let names = rows.places.map { table.texts[1][$0] ?? "" }
    let shares = zip(rows.column(table.numbers[0]), rows.column(table.numbers[1])).map {
      (successes: $0, trials: $1)
    }
    let members = Dictionary(grouping: names.indices, by: { names[$0] })
    let funnels = members.mapValues { Funnel($0.map { shares[$0] }) }
    var document = MethodDocument(
      "compare", rows: rows.total, used: rows.keys.count,
      parameters: [
        .init("id", .string(id)), .init("numerator", .string(numerator)),
        .init("denominator", .string(denominator)), .init("groups", .string(groups)),
      ])
    document.add(
      "groups",
      members.keys.sorted().map { name in
        let own = members[name] ?? []
        let total = Self.sum(own.map { shares[$0] })
        return [
          .init("group", .string(name)), .init("schools", .integer(own.count)),
          .init("numerator", real: total.successes), .init("denominator", real: total.trials),
          .init("value", real: funnels[name]??.target),
          .init("dispersion", real: funnels[name]??.dispersion),
        ]
      })
    document.add(
      "comparisons",
      rows.keys.indices.map { row in
        let others = (members[names[row]] ?? []).filter { $0 != row }.map { shares[$0] }
          .filter { $0.trials > 0 }
        return [
          .init("id", .string(rows.keys[row])), .init("group", .string(names[row])),
        ] + comparison(shares[row], others, funnels[names[row]] ?? nil)
      })
    return document
  }

  private static func sum(_ shares: [Share]) -> Share {
    shares.reduce((0, 0)) { ($0.0 + $1.successes, $0.1 + $1.trials) }
  }

  private func comparison(
    _ own: Share, _ others: [Share], _ funnel: Funnel?
  ) -> [JSONValue.Member] {
    let analogue = Self.sum(others)
    func value(_ share: Share) -> Double? {
      share.trials > 0 ? share.successes / share.trials : nil
    }
    let (interval, other) = (
      Interval.wilson(successes: own.successes, trials: own.trials),
      Interval.wilson(successes: analogue.successes, trials: analogue.trials)
    )
    let isComparable = own.trials > 0 && analogue.trials > 0
    let difference = Interval.newcombe(own, analogue)
    let percentile = value(own).flatMap {
      midrankPercentile(of: $0, among: others.compactMap(value))
    }
    let verdict =
      !isComparable
      ? "not_comparable" : difference.low > 0 ? "above" : difference.high < 0 ? "below" : "within"
    return [
      .init("numerator", real: own.successes), .init("denominator", real: own.trials),
      .init("value", real: value(own)), .init("low", real: interval.low),
      .init("high", real: interval.high), .init("schools", .integer(others.count)),
      .init("analogueNumerator", real: analogue.successes),
      .init("analogueDenominator", real: analogue.trials),
      .init("analogueValue", real: value(analogue)), .init("analogueLow", real: other.low),
      .init("analogueHigh", real: other.high),
      .init(
        "difference",
        real: isComparable ? (value(own) ?? 0) - (value(analogue) ?? 0) : nil),
      .init("differenceLow", real: isComparable ? difference.low : nil),
      .init("differenceHigh", real: isComparable ? difference.high : nil),
      .init("percentile", real: percentile), .init("verdict", .string(verdict)),
      .init("funnel", limits(own, funnel)),
    ]
  }

  private func limits(_ own: Share, _ funnel: Funnel?) -> JSONValue {
    guard let funnel, own.trials > 0 else { return .null }
    let near = funnel.limits(size: own.trials, z: Interval.normal95)
    let far = funnel.limits(size: own.trials, z: Funnel.normal998)
    let position = funnel.position(of: own.successes / own.trials, size: own.trials)
    return .object([
      .init("low95", real: near.low), .init("high95", real: near.high),
      .init("low998", real: far.low), .init("high998", real: far.high),
      .init("position", .string(position.rawValue)),
    ])
  }
}

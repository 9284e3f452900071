import ArgumentParser
import Intake
import Statistics

struct ForecastCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Values to come, with an interval or not at all.",
    discussion: """
      A row is a school in a year. The last value, the mean, a shrunken slope and a
      damped trend are tried at every earlier year over all schools; the best one is
      used for all, unless it does no better than the last value. Shares with their
      --n are carried forward as logits. A school with fewer than 3 values, or 10
      units, has none.

      EXAMPLES
        soko method forecast --input years.csv --id school --time year --value mean
        soko method forecast --input years.csv --id school --time year \\
          --value share --n pupils --horizon 2
      """)

  @OptionGroup var input: MethodInput
  @Option(help: "The column that names a series.") var id: String
  @Option(help: "The column of times: whole numbers.") var time: String
  @Option(help: "The column of values.") var value: String
  @Option(help: "The column of units (pupils) behind each value.") var n: String?
  @Option(help: "How many steps ahead: 1 or 2.") var horizon = 1

  func validate() throws {
    guard (1...2).contains(horizon) else { throw ValidationError("--horizon is 1 or 2") }
  }

  func run() async throws {
    try input.print(texts: [id], numbers: [time, value] + (n.map { [$0] } ?? [])) { table in
      let rows = GroupedRows(table)
      try MethodFault.rows(rows.used, needed: 3)
      var members = [[Int]](repeating: [], count: rows.names.count)
      for row in rows.groups.indices { members[Int(rows.groups[row])].append(row) }
      let series = try members.map { own in
        let sorted = own.sorted { rows.columns[0][$0] < rows.columns[0][$1] }
        for (before, after) in zip(sorted, sorted.dropFirst())
        where rows.columns[0][before] == rows.columns[0][after] {
          throw MethodFault("method.time_repeated", row: table.lines[rows.places[after]])
        }
        return Forecast.Series(
          times: sorted.map { rows.columns[0][$0] }, values: sorted.map { rows.columns[1][$0] },
          units: n == nil ? nil : sorted.map { rows.columns[2][$0] })
      }
      try check(rows, table)
      return document(Forecast(horizon: horizon).run(series), series, rows, of: table.rows)
    }
  }

  private func check(_ rows: GroupedRows, _ table: PlainTable) throws {
    for (row, place) in rows.places.enumerated() {
      let time = rows.columns[0][row]
      if time != time.rounded() || abs(time) > 1e9 {
        throw MethodFault("method.number_malformed", row: table.lines[place], column: self.time)
      }
      if n != nil, rows.columns[2][row] < 0 {
        throw MethodFault("method.number_negative", row: table.lines[place], column: n)
      }
    }
  }

  private func document(
    _ result: Forecast.Result, _ series: [Forecast.Series], _ rows: GroupedRows, of all: Int
  ) -> MethodDocument {
    var document = MethodDocument(
      "forecast", rows: all, used: rows.used,
      parameters: [
        .init("id", .string(id)), .init("time", .string(time)), .init("value", .string(value)),
        .init("n", n.map { .string($0) } ?? .null), .init("horizon", .integer(horizon)),
      ])
    document.add("chosen", .string(result.method.rawValue))
    document.add("scale", .string(result.isLogit ? "logit" : "identity"))
    document.add(
      "backtest",
      result.trials.map {
        [
          .init("method", .string($0.method.rawValue)), .init("horizon", .integer($0.steps)),
          .init("cases", .integer($0.cases)), .init("mase", real: $0.scaledError),
          .init("rmse", real: $0.error), .init("relative", real: $0.relative),
        ]
      })
    document.add(
      "forecasts",
      rows.names.indices.flatMap { index in
        result.outlooks[index].enumerated().map { place, outlook in
          forecast(outlook, rows.names[index], series[index].times.last ?? 0, place + 1)
        }
      })
    return document
  }

  private func forecast(
    _ outlook: Forecast.Outlook, _ name: String, _ last: Double, _ steps: Int
  ) -> [JSONValue.Member] {
    let (value, interval, reason): (Double?, Interval?, Forecast.Reason?) =
      switch outlook {
      case .value(let value, let interval): (value, interval, nil)
      case .none(let reason): (nil, nil, reason)
      }
    return [
      .init("id", .string(name)), .init("time", .integer(Int(last) + steps)),
      .init("horizon", .integer(steps)), .init("forecast", real: value),
      .init("low", real: interval?.low), .init("high", real: interval?.high),
      .init("reason", reason.map { .string($0.rawValue) } ?? .null),
    ]
  }
}

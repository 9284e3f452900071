import ArgumentParser
import Foundation
import Pipeline
import SQLFiles
import Schools

struct CatalogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalog",
    abstract: "List the indicators, or the rows of clause 4.6 with the codes that serve them.",
    discussion: """
      Reads the definitions that travel with the program; needs no database.

      EXAMPLES
        soko catalog
        soko catalog --coverage --format csv
      """)

  @Flag(help: "Print the regulation's table row by row with the codes that serve it.")
  var coverage = false
  @Option(help: "A folder of further definitions.") var catalog: String?
  @Option(help: "text, json or csv.") var format = OutputFormat.text

  func run() async throws {
    var files = try CatalogFile.program(ProgramFiles())
    if let catalog { files += try CatalogFile.folder(URL(fileURLWithPath: catalog)) }
    let indicators = try Catalog(files).definitions.map(\.indicator)
    let (header, rows) = coverage ? covered(by: indicators) : listed(indicators)
    switch format {
    case .text: Console.data(Self.aligned([header] + rows))
    case .csv: Console.data(CommaSeparated.text(header: header, rows: rows))
    case .json:
      let objects = rows.map { row in
        Dictionary(uniqueKeysWithValues: zip(header, row))
      }
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
      Console.data(String(decoding: try encoder.encode(["rows": objects]), as: UTF8.self))
    }
  }

  private func listed(_ indicators: [Indicator]) -> ([String], [[String]]) {
    (
      ["code", "version", "criterion", "kind", "direction", "ranking", "title"],
      indicators.map {
        [
          $0.code, String($0.version), String($0.criterion), $0.kind.rawValue,
          $0.direction.rawValue, $0.ranking.rawValue, $0.title.ru,
        ]
      }
    )
  }

  private func covered(by indicators: [Indicator]) -> ([String], [[String]]) {
    (
      ["row", "criterion", "title", "codes"],
      RegulationRow.all.map { row in
        [
          String(row.number), String(row.criterion), row.title,
          indicators.filter { $0.rows.contains(row.number) }.map(\.code).joined(separator: " "),
        ]
      }
    )
  }

  private static func aligned(_ rows: [[String]]) -> String {
    let count = rows.first?.count ?? 0
    let widths = (0..<count).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths).map { $0.padding(toLength: max($1, $0.count), withPad: " ", startingAt: 0) }
        .joined(separator: "  ")
        .replacing(/\ +$/, with: "")
    }.joined(separator: "\n")
  }
}

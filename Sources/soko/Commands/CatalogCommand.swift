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
    Console.data(try Listing(header: header, rows: rows).text(format))
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
}

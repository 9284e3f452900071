import ArgumentParser
import Foundation
import Pipeline
import Reports
import SQLFiles
import Schools

struct CatalogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalog",
    abstract:
      "List the indicators, print a passport, or the regulation with the codes that serve it.",
    discussion: """
      Reads the definitions that travel with the program; needs no database.

      EXAMPLES
        soko catalog
        soko catalog int.marks.quality45_share
        soko catalog --coverage
        soko catalog --coverage --format csv
      """)

  @Argument(help: "The code of an indicator: its passport, with the definition in SQL.")
  var code: String?
  @Flag(
    help: "Print the table of clause 4.6 and the clauses beside it with the codes that serve them.")
  var coverage = false
  @Option(help: "A folder of further definitions.") var catalog: String?
  @Option(help: "text, json or csv; a passport is text or json.") var format = OutputFormat.text
  @Option(help: "Language of titles and passports: ru or en.") var language = "ru"

  /// Where the text of a passport and of the coverage is broken.
  private static let width = 100

  private var words: Wording { Wording(Language(rawValue: language) ?? .ru) }

  func validate() throws {
    guard Language(rawValue: language) != nil else {
      throw ValidationError("--language is ru or en")
    }
    if code != nil && (coverage || format == .csv) {
      throw ValidationError("A passport is printed alone, as text or json.")
    }
  }

  func run() async throws {
    var files = try CatalogFile.program(ProgramFiles())
    if let catalog { files += try CatalogFile.folder(URL(fileURLWithPath: catalog)) }
    let definitions = try Catalog(files).definitions
    let indicators = definitions.map(\.indicator)
    if let code {
      guard let definition = definitions.first(where: { $0.indicator.code == code }) else {
        throw ReportError.notFound(.indicator)
      }
      Console.data(try passport(definition))
    } else if coverage {
      let covered = CatalogCoverage(indicators)
      Console.data(
        format == .text
          ? covered.text(words.language, width: Self.width)
          : try covered.listing(words.language).text(format))
    } else {
      Console.data(try listed(indicators).text(format))
    }
  }

  private func passport(_ definition: Catalog.Definition) throws -> String {
    let passport = Passport(
      definition.indicator, fingerprint: definition.fingerprint, sql: definition.select)
    if format == .json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(passport.document), as: UTF8.self)
    }
    let words = words
    let entries = passport.entries(words)
    let margin = (entries.map(\.name.count).max() ?? 0) + 2
    let hang = String(repeating: " ", count: margin)
    let title = Wrapping.lines(
      definition.indicator.title[words.language], width: Self.width, first: "", hang: "")
    let lines = entries.flatMap { entry in
      Wrapping.lines(
        entry.text, width: Self.width,
        first: entry.name.padding(toLength: margin, withPad: " ", startingAt: 0), hang: hang)
    }
    return (title + [""] + lines + ["", definition.select]).joined(separator: "\n")
  }

  private func listed(_ indicators: [Indicator]) -> Listing {
    Listing(
      header: ["code", "version", "criterion", "kind", "direction", "ranking", "title"],
      rows: indicators.map {
        [
          $0.code, String($0.version), String($0.criterion), $0.kind.rawValue,
          $0.direction.rawValue, $0.ranking.rawValue, $0.title[words.language],
        ]
      })
  }
}

import ArgumentParser
import Foundation
import Pipeline
import Postgres
import Reports
import Schools
import Server

extension BundleCommand {
  struct Annotating: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "annotate",
      abstract: "Give a bundle back as a workbook (XLSX) with what is wrong marked in it.",
      discussion: """
        The rows as they were sent, cells with problems filled and noted, the
        sentences in a last column: to be corrected and sent back. A file refused
        for personal data is not shown.

        A path needs no database and shows what `soko bundle check` finds; the number
        of a stored bundle shows what its load found too.

        EXAMPLES
          soko bundle annotate s001-2025.zip --out s001-problems.xlsx
          soko bundle annotate 17 --out problems.xlsx --language en
        """)

    @OptionGroup var home: HomeOptions
    @Option(help: "The file to write.") var out: String
    @Option(help: "Language of messages: ru or en.") var language = "ru"
    @Argument(help: "A bundle's file, or the number of a stored bundle.") var bundle: String

    func validate() throws {
      guard Language(rawValue: language) != nil else {
        throw ValidationError("--language is ru or en")
      }
    }

    func run() async throws {
      let language = Language(rawValue: language) ?? .ru
      let created = Int(Date().timeIntervalSince1970)
      let output = try OutputFile(out)
      if let number = Int(bundle), !FileManager.default.fileExists(atPath: bundle) {
        try await Site.with(home) { site in
          let problems = try await site.withRereading { try await $0.list(of: number) }
          try await site.withWebPool(size: 1) { pool in
            try await pool.transaction(readOnly: true) { db in
              try Scope.operator.enter(db)
              guard let sent = try SentBundle(db, bundle: number, problems: problems) else {
                throw ReportError.notFound(.bundle)
              }
              try sent.annotate(language, created: created, to: output.write)
            }
          }
        }
      } else {
        try SentBundle(path: bundle).annotate(language, created: created, to: output.write)
      }
      try output.close()
      Console.message(out)
    }
  }
}

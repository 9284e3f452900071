import ArgumentParser
import Foundation
import Pipeline
import Postgres
import Reports
import SQLFiles
import Schools

extension BundleCommand {
  struct Templating: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "template",
      abstract: "Write a workbook (XLSX) for a school to fill, empty or with its records.",
      discussion: """
        A sheet a table, a sheet of codes, and a sheet that says whose the workbook
        is. Without --school it is empty and needs no database. With --school it
        holds the records in force; sent back unchanged, it changes nothing.

        EXAMPLES
          soko bundle template --out template.xlsx
          soko bundle template --table class --table student --out template.xlsx
          soko bundle template --school s001 --year 2025 --out templates
        """)

    @OptionGroup var home: HomeOptions
    @Option(help: "A school's code.") var school: String?
    @Option(help: "The year, e.g. 2025 for 2024/25.") var year: Int?
    @Option(name: .customLong("table"), help: "A table; repeat it for several. All unless told.")
    var tables: [String] = []
    @Option(help: "The file to write (.xlsx), or the folder to write it to.") var out: String

    func validate() throws {
      guard (school == nil) == (year == nil) else {
        throw ValidationError("--school and --year come together")
      }
      if let year, !(1950...2100).contains(year) {
        throw ValidationError("--year is 1950 to 2100")
      }
      let known = Set(RecordTable.all.map(\.name))
      if let table = tables.first(where: { !known.contains($0) }) {
        throw ValidationError("no table “\(table)”; the bundle reference lists them")
      }
    }

    func run() async throws {
      let path = try file()
      let output = try OutputFile(path)
      let (created, generator) = (Int(Date().timeIntervalSince1970), "soko \(Version.current)")
      if let school, let year {
        try await Site.with(home) { site in
          try await site.withWebPool(size: 1) { pool in
            try await pool.transaction(readOnly: true) { [tables] db in
              try Scope.operator.enter(db)
              try TemporaryFile.pieces(
                { path in
                  try SchoolTemplate.write(
                    db, school: school, year: year, tables: tables, created: created,
                    generator: generator, at: path)
                }, to: output.write)
            }
          }
        }
      } else {
        let catalog = try Catalog(CatalogFile.program(ProgramFiles()))
        let template = try SchoolTemplate.empty(
          tables: tables,
          indicators: catalog.definitions.map { ($0.indicator.code, $0.indicator.title.ru) },
          created: created, generator: generator)
        try TemporaryFile.pieces(template.write(at:), to: output.write)
      }
      try output.close()
      Console.message(path)
    }

    /// The file that `--out` names; a folder gets one by the name of the school and the year.
    private func file() throws -> String {
      if out.lowercased().hasSuffix(".xlsx") { return out }
      try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
      let name = school.map { "\($0)-\(year ?? 0)" } ?? "template"
      return "\(out)/\(name).xlsx"
    }
  }
}

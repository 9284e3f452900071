import ArgumentParser
import Foundation
import Intake
import Pipeline

struct HeadingsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "headings",
    abstract: "What a school calls columns in its own files, said once and remembered.",
    discussion: """
      A file with a heading that soko does not know is read without that column, or
      refused when the column is required. Said once what it means, the school's
      next bundle is read by it, and its receipt says so. It holds for one school
      and one table. A heading that speaks of a person is never remembered.
      """,
    subcommands: [Listing.self, Adding.self, Removing.self], defaultSubcommand: Listing.self)

  struct Listing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Print the headings in force, or all there ever were.",
      discussion: """
        EXAMPLES
          soko headings list --school s001
          soko headings list --school s001 --format csv > headings.csv
          soko bundle check period_mark.xlsx --headings headings.csv
        """)

    @OptionGroup var home: HomeOptions
    @Option(help: "A school's code (default: all).") var school: String?
    @Flag(help: "Those that were taken back too.") var all = false
    @Option(help: "text, json or csv.") var format = OutputFormat.text

    func run() async throws {
      let school = school
      let found = try await Site.transaction(home) { db in
        try RememberedHeadings.all(db, school: school)
      }
      let header = ["school", "table", "heading", "column", "by", "recorded", "revoked"]
      let rows = found.filter { all || $0.revokedAt == nil }.map { heading in
        [
          heading.schoolCode, heading.tableName, heading.heading, heading.columnName,
          heading.saidBy, heading.recordedAt, heading.revokedAt ?? "",
        ]
      }
      Console.data(try soko.Listing(header: header, rows: rows).text(format))
    }
  }

  struct Adding: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Say which column a heading of a school means.",
      discussion: """
        EXAMPLES
          soko headings add --school s001 --table period_mark \\
            "Оценка за четверть=mark" --by "Data manager"
        """)

    @OptionGroup var home: HomeOptions
    @Option(help: "The school's code.") var school: String
    @Option(help: "A record table.") var table: String
    @Option(name: .customLong("by"), help: "Who says so.") var author: String
    @Argument(help: "HEADING=COLUMN; repeat for several.") var headings: [String]

    private var entries: [RememberedHeadings.Entry]? {
      let entries = headings.compactMap { text -> RememberedHeadings.Entry? in
        // The heading may have an equals sign, a column has none.
        guard let place = text.lastIndex(of: "=") else { return nil }
        return .init(
          table: table,
          heading: text[..<place].trimmingCharacters(in: .whitespaces),
          column: text[text.index(after: place)...].trimmingCharacters(in: .whitespaces))
      }
      return entries.count == headings.count && !entries.isEmpty ? entries : nil
    }

    func validate() throws {
      guard let entries else { throw ValidationError("a heading is said as HEADING=COLUMN") }
      for entry in entries {
        if let refusal = entry.refusal {
          // A heading that speaks of a person is not printed either.
          let shown = refusal == .personal ? "" : "“\(entry.heading)”: "
          throw ValidationError("\(shown)\(refusal)")
        }
      }
      if author.trimmingCharacters(in: .whitespaces).isEmpty {
        throw ValidationError("--by names who says so")
      }
    }

    func run() async throws {
      let (entries, school, author) = (entries ?? [], school, author)
      try await Site.transaction(home) { db in
        for entry in entries {
          try RememberedHeadings.remember(entry, school: school, by: author, db)
        }
      }
      for entry in entries {
        Console.message(
          "\(school): “\(entry.heading)” in \(entry.table) is \(entry.column), from now on")
      }
    }
  }

  struct Removing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove", abstract: "Take back what was said of a heading.",
      discussion: """
        Bundles already loaded stay as they are.

        EXAMPLES
          soko headings remove --school s001 --table period_mark "Оценка за четверть"
        """)

    @OptionGroup var home: HomeOptions
    @Option(help: "The school's code.") var school: String
    @Option(help: "A record table.") var table: String
    @Argument(help: "The heading.") var heading: String

    func run() async throws {
      let (school, table, heading) = (school, table, heading)
      let isForgotten = try await Site.transaction(home) { db in
        try RememberedHeadings.forget(table: table, heading: heading, school: school, db)
      }
      guard isForgotten else {
        throw ValidationError("no such heading of \(school) in \(table) is remembered")
      }
    }
  }
}

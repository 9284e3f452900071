import ArgumentParser

struct Migrate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring the database to this version: roles, tables, views, catalog.",
    discussion: """
      Safe to repeat. With --catalog the folder's indicators, key sets and crosswalks
      join the program's and stay.

      EXAMPLES
        soko migrate
        soko migrate --catalog examples/inner-london/catalog
      """)

  @OptionGroup var home: HomeOptions

  func run() async throws {
    try await Site.with(home, migrates: false) { site in
      let done = try await site.migrate(home)
      Console.data(done.isEmpty ? "up to date" : done.joined(separator: "\n"))
    }
  }
}

import ArgumentParser
import Foundation
import Pipeline
import Reports
import Schools

struct ClusterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cluster",
    abstract: "Names that analysts give clusters.",
    discussion: """
      A cluster is known again from year to year under its identity, and has a name
      made of its signs. A name that an analyst gives goes before it, in every year
      of the cluster; the one made of signs stays visible beside it. No name is
      forgotten: the latest holds. Clusters and identities are printed by
      `soko report profiles`.
      """,
    subcommands: [Naming.self, Listing.self])

  struct Naming: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "name", abstract: "Give a cluster a name.",
      discussion: """
        It shows at once. A cluster that is not stable bears no name, whoever gave one.
        Say what the schools have in common, not how good they are.

        EXAMPLES
          soko cluster name 3 --ru "Большие городские школы" \\
            --en "Large city schools" --by "Analyst"
        """)

    @OptionGroup var home: HomeOptions
    @Argument(help: "The cluster's identity.") var identity: Int
    @Option(name: .customLong("ru"), help: "The name in Russian.") var russian: String
    @Option(name: .customLong("en"), help: "The name in English.") var english: String
    @Option(name: .customLong("by"), help: "Who gives it.") var author: String
    @Option(help: "The region's OKTMO code, where several have the identity.") var region: String?

    func run() async throws {
      let name = ClusterName(
        identity: identity, region: region, name: Words(ru: russian, en: english), author: author)
      try await Site.transaction(home) { db in try name.save(db) }
      Console.message("cluster \(identity): “\(name.name.en)”")
    }
  }

  struct Listing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "names", abstract: "Print all names given, by whom and when.",
      discussion: """
        EXAMPLES
          soko cluster names
          soko cluster names --format csv
        """)

    @OptionGroup var home: HomeOptions
    @Option(help: "text, json or csv.") var format = OutputFormat.text

    func run() async throws { try await ReportQuery(.clusterNames).print(as: format, home) }
  }
}

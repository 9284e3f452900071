import ArgumentParser
import Intake
import Pipeline

@main
struct Soko: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "soko",
    abstract: "СОКО: school bundles in; comparison, ranking and clusters out.",
    discussion: """
      With no database configured, soko runs a private PostgreSQL of its own in
      the data folder (--home, or SOKO_HOME, or ./.soko). With DATABASE_URL,
      PGHOST or PGSERVICE set it uses that server.

      EXAMPLES
        soko bundle sample --out sample     write a synthetic region
        soko load sample/*.zip              load it
        soko worker --drain                 compare, rank, cluster, publish
        soko serve                          read it at http://127.0.0.1:8080
        soko report comparison --school s001 --year 2025 --format csv

      EXIT CODES
        0   done
        1   failed
        2   usage
        3   a bundle or a check was rejected
        75  the database does not answer, a disk is full, or the command was asked to
            stop: try again later
      """,
    version: Version.current,
    subcommands: [
      Migrate.self, Serve.self, Work.self, Status.self, Doctor.self, Psql.self, BundleCommand.self,
      Load.self, Requeue.self, Retain.self, Erase.self, CatalogCommand.self, ReportCommand.self,
      DocumentCommand.self,
      PolicyCommand.self, HeadingsCommand.self, SetCommand.self, MatchCommand.self,
      ClusterCommand.self, PublicationCommand.self, PlanCommand.self, UserCommand.self,
      TokenCommand.self, LinkCommand.self,
      AuditCommand.self,
      MethodCommand.self, VerifyCommand.self, Bench.self,
    ])

  static func main() async {
    if let complaint = BundleLimits.complaintOfSetting ?? LogForm.complaintOfSetting {
      Console.message("soko: \(complaint)")
      exit(withError: Outcome.usage)
    }
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      Failure.exit(error, of: Soko.self)
    }
  }
}

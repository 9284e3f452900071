import ArgumentParser
import Foundation
import Pipeline
import Postgres
import SQLFiles
import Server
import ServiceLifecycle
import UnixSignals

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve the pages and the rows of the current publication.",
    discussion: """
      Whoever logs in sees what the role of the account sees (soko user), and so does
      a program with its token (soko token). Until the first account is made, the
      service shows everything to whoever sits at this machine; on another address
      it shows what is for everybody. It speaks HTTP: put TLS before it.

      EXAMPLES
        soko serve                 http://127.0.0.1:8080
        soko serve --port 0        any free port, which is printed
      """)

  @OptionGroup var home: HomeOptions
  @Option(help: "The port; 0 takes any free one.") var port = 8080
  @Option(help: "The address to listen to.") var host = "127.0.0.1"

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port is 0 to 65535") }
  }

  func run() async throws {
    let openID = try OpenIDSettings(ProcessInfo.processInfo.environment)
    try await Site.with(home) { site in
      try await site.withRereading { rereading in
        try await site.withWebPool(size: 4, onConnect: WebService.preparation) { pool in
          // A database without our tables is said before there is an address to open.
          let isOpen = try await pool.session { db in
            _ = try db.value("select count(*) from report_v1.publication", as: Int.self)
            return try !Account.exist(db)
          }
          try await site.withWebPool(size: 2, onConnect: WebService.exportPreparation) { exports in
            let service = try WebService(
              pool: pool, exports: exports, rereading: rereading,
              queue: Queue(pool: pool, rosterKey: site.rosterKey),
              openID: openID, templates: site.files.templates().path, host: host,
              port: port, logger: site.logger
            ) { port in
              Console.message("http://\(shownHost):\(port)  (Ctrl-C stops)")
              if isOpen { Console.message("no accounts: `soko user add` makes the first") }
            }
            let group = ServiceGroup(
              services: [service], gracefulShutdownSignals: [.sigterm, .sigint],
              logger: site.logger)
            try await group.run()
          }
        }
      }
    }
  }

  private var shownHost: String { host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host }
}

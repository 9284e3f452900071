import Foundation
import Pipeline
import Postgres
import Reports
import Schools

/// Every problem of a bundle on stdout, as it is found.
enum CompleteList {
  static func print(of bundle: Int, _ query: ReportQuery, _ home: HomeOptions) async throws {
    try await Site.with(home) { site in
      try await site.withWebPool(size: 1) { pool in
        try await pool.transaction(readOnly: true) { db in
          try Scope.operator.enter(db)
          try query.check(db)
        }
      }
      let language = query.language
      let counter = Counter()
      write(ProblemLines.header)
      let found = try await site.withRereading { rereading in
        try await rereading.forEachProblem(of: bundle) { bundle, problem in
          counter.add()
          let lines = ProblemLines(
            bundle: bundle.bundle, school: bundle.school, year: bundle.year, state: bundle.state,
            language: language)
          write(lines.line(problem))
        }
      }
      if let found, found.total != counter.count {
        Console.message(
          "\(counter.count) problems now, \(found.total) in the receipt: other records of the school have changed since"
        )
      }
    }
  }

  private static func write(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  private final class Counter: @unchecked Sendable {
    // Written on the one thread of the connection, read after it is done.
    private(set) var count = 0
    func add() { count += 1 }
  }
}

import Foundation
import Pipeline
import Postgres
import Reports
import Schools
import Synchronization

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
      let output = Output()
      output.write(ProblemLines.header)
      let found = try await site.withRereading { rereading in
        try await rereading.forEachProblem(of: bundle) { bundle, problem in
          let lines = ProblemLines(
            bundle: bundle.bundle, school: bundle.school, year: bundle.year, state: bundle.state,
            language: language)
          output.write(lines.line(problem))
        }
      }
      let count = output.finish() - 1
      if let found, found.total != count {
        Console.message(
          "\(count) problems now, \(found.total) in the receipt: other records have changed since")
      }
    }
  }

  /// Lines gathered to large writes.
  private final class Output: Sendable {
    private struct State {
      var waiting: [UInt8] = []
      var lines = 0
    }

    private let state = Mutex(State())

    func write(_ line: String) {
      state.withLock { state in
        state.waiting.append(contentsOf: line.utf8)
        state.lines += 1
        if state.waiting.count >= 1 << 16 { Self.flush(&state) }
      }
    }

    /// Returns how many lines there were.
    func finish() -> Int {
      state.withLock { state in
        Self.flush(&state)
        return state.lines
      }
    }

    private static func flush(_ state: inout State) {
      FileHandle.standardOutput.write(Data(state.waiting))
      state.waiting.removeAll(keepingCapacity: true)
    }
  }
}

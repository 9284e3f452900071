import ArgumentParser
import Foundation
import Logging
import Pipeline
import Postgres
import Schools
import Server

/// The exit codes of the program.
enum Outcome {
  static let failed = ExitCode(1)
  static let usage = ExitCode(2)
  static let rejected = ExitCode(3)
  static let tryAgain = ExitCode(75)
}

/// Where errors of the world become a line on stderr and an exit code, and nowhere else.
enum Failure {
  static func exit(_ error: any Error, of command: (some ParsableCommand).Type) -> Never {
    if let code = error as? ExitCode { command.exit(withError: code) }
    let code = command.exitCode(for: error)
    // ArgumentParser answers usage errors with 64 (EX_USAGE); the house says 2.
    if code == .validationFailure {
      write(command.fullMessage(for: error))
      command.exit(withError: Outcome.usage)
    }
    if code == .success { command.exit(withError: error) }
    if LogForm.current == .json {
      JSONLogHandler.write(level: .error, label: "soko", message: sentence(of: error))
    } else {
      write("soko: \(sentence(of: error))")
    }
    if error is ProblemRefusal {
      command.exit(withError: Outcome.rejected)
    }
    if let refusal = error as? MethodRefusal {
      command.exit(withError: refusal.isUsage ? Outcome.usage : Outcome.rejected)
    }
    if error is Retention.Refusal || error is Erasure.Refusal {
      command.exit(withError: Outcome.rejected)
    }
    command.exit(withError: isPassing(error) ? Outcome.tryAgain : Outcome.failed)
  }

  /// Whether the same command may do what it is asked when it is tried again.
  private static func isPassing(_ error: any Error) -> Bool {
    switch error {
    case is CancellationError: true
    case let failure as PostgresError:
      failure.isConnectionLost && !isWithoutLogin(failure) || failure.isDiskFull
    case let failure as PipelineError: failure.isOfSpool
    default: false
    }
  }

  /// Whether the server answers and has no login of ours yet: `soko migrate` makes them.
  ///
  /// A refused connection has no SQLSTATE, so the server's words are looked at, in its two likely languages.
  private static func isWithoutLogin(_ failure: PostgresError?) -> Bool {
    let text = failure.map { "\($0)" } ?? ""
    return text.contains("role \"soko_") || text.contains("роль \"soko_")
  }

  /// What happened, and what helps when that is known.
  static func sentence(of error: any Error) -> String {
    if error is CancellationError {
      return "stopped before the end; what was not loaded stays queued"
    }
    if let refusal = (error as? ProblemRefusal)?.problem {
      return "\(refusal.code): \(ProblemText.line(refusal))"
    }
    guard let failure = error as? PostgresError else { return "\(error)" }
    if isWithoutLogin(failure) {
      return "the database is not set up: run `soko migrate` (\(failure))"
    }
    if failure.isDiskFull {
      return "the database's disk is full; nothing was half loaded: \(failure)"
    }
    if failure.isConnectionLost { return "the database does not answer: \(failure)" }
    // A schema, table, column or function that is not there.
    if ["3F000", "42P01", "42703", "42883"].contains(failure.sqlState) {
      return "the database is not set up for this version: run `soko migrate` (\(failure))"
    }
    return "\(failure)"
  }

  private static func write(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}

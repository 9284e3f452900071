import ArgumentParser
import Foundation
import Pipeline
import Postgres

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
    if let failure = error as? PostgresError, failure.isConnectionLost {
      write("soko: the database does not answer: \(failure)")
      command.exit(withError: Outcome.tryAgain)
    }
    write("soko: \(error)")
    command.exit(withError: Outcome.failed)
  }

  private static func write(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}

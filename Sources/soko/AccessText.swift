import ArgumentParser
import Foundation
import Pipeline
import Postgres
import Server

/// How accounts, tokens and readings are asked for and printed.
enum AccessText {
  static func moment(_ date: Date) -> String {
    date.formatted(.iso8601)
  }

  /// A password made, or the first line of stdin; a terminal does not show what is typed.
  static func password(isGenerated: Bool) throws -> String {
    if isGenerated { return PasswordHash.generated() }
    let isTerminal = isatty(STDIN_FILENO) == 1
    var earlier = termios()
    if isTerminal {
      Console.message("password:")
      tcgetattr(STDIN_FILENO, &earlier)
      var silent = earlier
      silent.c_lflag &= ~tcflag_t(ECHO)
      tcsetattr(STDIN_FILENO, TCSANOW, &silent)
    }
    defer { if isTerminal { tcsetattr(STDIN_FILENO, TCSANOW, &earlier) } }
    guard let line = readLine(), !line.isEmpty else {
      throw ValidationError("the password is read from stdin, and nothing came")
    }
    return line
  }
}

extension Site {
  /// One transaction of the owner, who alone makes accounts and tokens and reads the log of reading.
  static func withOwner<Result: Sendable>(
    _ home: HomeOptions, _ body: @escaping @Sendable (Database) throws -> Result
  ) async throws -> Result {
    try await with(home) { site in
      try await Pool(site.logins.owner, size: 1, name: "access", logger: site.logger)
        .whileOpen { pool in try await pool.transaction(body) }
    }
  }
}

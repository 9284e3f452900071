internal import Foundation
internal import Synchronization

/// A process of the program, with a name that the server sees.
package final class SokoProcess: Sendable {
  package enum Exit: Sendable, Hashable {
    case code(Int32)
    case signal(Int32)
  }

  package let name: String
  package let identifier: Int32
  /// Where its messages go.
  package let log: String
  private let ended = Mutex<Exit?>(nil)

  /// Starts `program`; its output and messages go to the file `log`.
  init(
    _ program: String, _ arguments: [String], name: String, environment: [String: String],
    log: String
  ) throws {
    self.name = name
    self.log = log
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var process: pid_t = 0
    let status = posix_spawn(&process, program, &actions, nil, &words, &variables)
    guard status == 0 else {
      throw FaultError.notStarted(program, String(cString: strerror(status)))
    }
    identifier = process
  }

  package func send(_ signal: Int32) {
    ended.withLock { if $0 == nil { _ = kill(identifier, signal) } }
  }

  /// How it ended; nil while it runs.
  package var exit: Exit? {
    ended.withLock { ended in
      if ended != nil { return ended }
      var status: Int32 = 0
      guard waitpid(identifier, &status, WNOHANG) == identifier else { return nil }
      ended = status & 0x7F == 0 ? .code((status >> 8) & 0xFF) : .signal(status & 0x7F)
      return ended
    }
  }

  /// Waits for the end; kills the process after `limit` and says so by `signal(9)`.
  package func end(within limit: Duration = .seconds(300)) async -> Exit {
    let deadline = ContinuousClock.now + limit
    while true {
      if let exit { return exit }
      if ContinuousClock.now > deadline { send(SIGKILL) }
      try? await Task.sleep(for: .milliseconds(5))
    }
  }

  /// The last lines it wrote.
  package var lastWords: String {
    let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").suffix(3).joined(separator: " | ")
  }
}

package enum FaultError: Error, Sendable, CustomStringConvertible {
  case notStarted(String, String)
  case failed(String, String)
  case noServer(String)

  package var description: String {
    switch self {
    case .notStarted(let program, let why): "\(program) was not started: \(why)"
    case .failed(let what, let words): "\(what) failed: \(words)"
    case .noServer(let why): "the server is not there: \(why)"
    }
  }
}

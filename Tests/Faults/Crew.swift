internal import Foundation
internal import Synchronization

/// The workers of an installation, kept at a wanted number.
final class Crew: Sendable {
  private struct State {
    var workers: [SokoProcess] = []
    var wanted = 0
    var started = 0
    var fallen: [String] = []
  }

  private let site: FaultSite
  private let state = Mutex(State())

  init(_ site: FaultSite) {
    self.site = site
  }

  /// The last words of workers that ended without being killed; there should be none.
  var fallen: [String] { state.withLock { $0.fallen } }

  /// Brings the crew to `count`: new ones are started, those too many are asked to end.
  func set(_ count: Int) throws {
    let leaving = state.withLock { state in
      state.wanted = count
      let leaving = state.workers.dropFirst(count)
      state.workers.removeLast(leaving.count)
      return leaving
    }
    for worker in leaving { worker.send(SIGTERM) }
    try fill()
  }

  /// Starts workers in the place of those that are gone.
  func fill() throws {
    try state.withLock { state in
      for worker in state.workers where worker.exit != nil {
        state.fallen.append(
          "\(worker.name): \(worker.exit.map { "\($0)" } ?? "") \(worker.lastWords)")
      }
      state.workers.removeAll { $0.exit != nil }
      while state.workers.count < state.wanted {
        state.started += 1
        let loaders = state.started % 3 == 0 ? "2" : "1"
        state.workers.append(try site.launch(["worker", "--loaders", loaders]))
      }
    }
  }

  /// The worker to be killed, one of `preferred` if there is one; it leaves the crew.
  func take(_ pick: Double, of preferred: Set<String>) -> SokoProcess? {
    state.withLock { state in
      let all = Array(state.workers.indices)
      let some = all.filter { preferred.contains(state.workers[$0].name) }
      let choice = some.isEmpty ? all : some
      guard !choice.isEmpty else { return nil }
      return state.workers.remove(at: choice[Int(pick * Double(choice.count))])
    }
  }

  /// Asks all to end; the last words of those that did not end well.
  func dismiss() async -> [String] {
    let workers = state.withLock { state in
      defer { state.workers = [] }
      return state.workers
    }
    for worker in workers { worker.send(SIGTERM) }
    var bad: [String] = []
    for worker in workers {
      let exit = await worker.end(within: .seconds(60))
      // One that had only just been started has not yet said what it does when asked.
      if exit != .code(0), exit != .signal(SIGTERM) {
        bad.append("\(worker.name): \(exit) \(worker.lastWords)")
      }
    }
    return bad
  }
}

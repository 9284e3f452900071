internal import Foundation
internal import Synchronization

/// Schools that send their bundles, a few at a time, and send again what was not acknowledged.
final class Senders: Sendable {
  private struct State {
    var unsent: ArraySlice<String>
    /// Begun and not acknowledged, by lane.
    var open: [Int: [String]] = [:]
    var processes: [Int: SokoProcess] = [:]
    var acknowledged: [String] = []
    var repeats = 0
    var isStopped = false
  }

  private static let batch = 20
  private static let lanes = 3
  private let site: FaultSite
  private let folder: String
  private let state: Mutex<State>

  /// - Parameter folder: bundles, sent in the order of their names.
  init(_ site: FaultSite, folder: String) throws {
    self.site = site
    self.folder = folder
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".zip") }.sorted()
    state = Mutex(State(unsent: names[...]))
  }

  var acknowledged: [String] { state.withLock { $0.acknowledged } }
  var unsent: Int { state.withLock { $0.unsent.count } }
  /// How often a batch was sent again.
  var repeats: Int { state.withLock { $0.repeats } }

  /// Sends until told to stop, on a few lanes at once; one finds the private server by itself.
  func run() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for lane in 0..<Self.lanes { group.addTask { try await self.send(lane) } }
      try await group.waitForAll()
    }
  }

  func stop() { state.withLock { $0.isStopped = true } }

  /// A sender to be killed.
  func take(_ pick: Double) -> SokoProcess? {
    state.withLock { state in
      let running = state.processes.sorted { $0.key < $1.key }.map(\.value)
      return running.isEmpty ? nil : running[Int(pick * Double(running.count))]
    }
  }

  private func send(_ lane: Int) async throws {
    while let batch = next(lane) {
      let process = try site.launch(
        ["load", "--loaders", "1"] + batch.map { "\(folder)/\($0)" },
        embedded: lane == 0)
      state.withLock { $0.processes[lane] = process }
      let exit = await process.end()
      state.withLock { state in
        state.processes[lane] = nil
        // 3 says that some were rejected: those have their receipts too.
        if exit == .code(0) || exit == .code(3) {
          state.acknowledged += batch
          state.open[lane] = nil
        } else {
          state.repeats += 1
        }
      }
      if exit == .code(1) || exit == .code(2) {
        throw FaultError.failed("soko load", process.lastWords)
      }
      if exit == .code(75) { try await Task.sleep(for: .milliseconds(300)) }
    }
  }

  private func next(_ lane: Int) -> [String]? {
    state.withLock { state in
      if let open = state.open[lane] { return open }
      guard !state.isStopped, !state.unsent.isEmpty else { return nil }
      let batch = Array(state.unsent.prefix(Self.batch))
      state.unsent = state.unsent.dropFirst(Self.batch)
      state.open[lane] = batch
      return batch
    }
  }
}

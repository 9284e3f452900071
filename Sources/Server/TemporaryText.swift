import Foundation
import Pipeline
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Text in a file without a name: written to its end, then read once; it is gone when this value is.
final class TemporaryText: Sendable {
  private struct State {
    var waiting: [UInt8] = []
    var written = 0
    var read = 0
  }

  private static let piece = 1 << 16
  private let file: UnnamedFile
  private let state = Mutex(State())

  init() throws { file = try UnnamedFile() }

  func append(_ text: String) throws {
    try state.withLock { state in
      state.waiting.append(contentsOf: text.utf8)
      if state.waiting.count >= Self.piece { try flush(&state) }
    }
  }

  /// Ends the writing; returns how many bytes there are.
  func finish() throws -> Int {
    try state.withLock { state in
      try flush(&state)
      return state.written
    }
  }

  /// The next bytes, or nil at the end.
  func next() throws -> [UInt8]? {
    try state.withLock { state in
      let offset = state.read
      let bytes = try [UInt8](unsafeUninitializedCapacity: Self.piece) { buffer, count in
        let length = pread(file.descriptor, buffer.baseAddress, buffer.count, off_t(offset))
        guard length >= 0 else { throw CocoaError(.fileReadUnknown) }
        count = length
      }
      state.read += bytes.count
      return bytes.isEmpty ? nil : bytes
    }
  }

  private func flush(_ state: inout State) throws {
    try state.waiting.withUnsafeBytes { try file.append($0) }
    state.written += state.waiting.count
    state.waiting.removeAll(keepingCapacity: true)
  }
}

import Crypto
import Foundation
import Synchronization

/// Where data go: a file that was named, or stdout.
///
/// The file appears whole or not at all: it is written beside its place and moved there by ``close()``.
final class OutputFile: Sendable {
  private let path: String?
  private let handle: FileHandle
  private let partial: String?
  private let sum = Mutex(SHA256())

  init(_ path: String?) throws {
    self.path = path
    guard let path else {
      handle = .standardOutput
      partial = nil
      return
    }
    let partial = path + ".part"
    guard FileManager.default.createFile(atPath: partial, contents: nil),
      let handle = FileHandle(forWritingAtPath: partial)
    else { throw OutputError.notWritable(path) }
    self.handle = handle
    self.partial = partial
  }

  func write(_ bytes: [UInt8]) throws {
    try handle.write(contentsOf: Data(bytes))
    sum.withLock { $0.update(data: bytes) }
  }

  /// Says of a file how many rows it has and its SHA-256, so that whoever gets it can tell that it is whole.
  func tell(rows: Int) {
    guard let path else { return }
    let digest = sum.withLock { $0.finalize() }.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    Console.message("\(path): \(rows) rows, sha256 \(digest.joined())")
  }

  func close() throws {
    guard let path, let partial else { return }
    try handle.close()
    guard rename(partial, path) == 0 else { throw OutputError.notWritable(path) }
  }

  deinit { if let partial { unlink(partial) } }
}

/// Why a file was not written.
enum OutputError: Error, CustomStringConvertible {
  case notWritable(String)

  var description: String {
    switch self {
    case .notWritable(let path): "\(path): cannot be written here"
    }
  }
}

internal import Dispatch
internal import Glibc
internal import Synchronization

/// Work cut into parts that do not know of each other, done on several threads.
///
/// What comes out does not depend on the number of threads: parts are the same, and results stand in order.
public enum Parallel {
  /// The most threads that work at once; nil is one for each processor.
  @TaskLocal public static var threads: Int?

  /// The result of `body` for each index of 0 ..< `count`, in order.
  ///
  /// One thread does them all when only one is allowed, or there is one part.
  public static func map<Result: Sendable>(
    _ count: Int, _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    let workers = min(count, max(1, threads ?? DispatchQueue.processors))
    guard workers > 1 else { return (0..<max(count, 0)).map(body) }
    return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
      let results = Slots(start: buffer.baseAddress!)
      let chunk = max(1, count / (workers * 16))
      let chunks = (count + chunk - 1) / chunk
      let next = Counter()
      DispatchQueue.concurrentPerform(iterations: workers) { _ in
        // What a part shares out in turn, it does itself.
        Self.$threads.withValue(1) {
          while let taken = next.take(below: chunks) {
            for index in taken * chunk..<min((taken + 1) * chunk, count) {
              (results.start + index).initialize(to: body(index))
            }
          }
        }
      }
      initialized = count
    }
  }

  /// Places that each part writes once, and no two parts the same.
  private struct Slots<Result>: @unchecked Sendable {
    let start: UnsafeMutablePointer<Result>
  }
}

/// Numbers handed out one by one.
private final class Counter: Sendable {
  private let next = Atomic<Int>(0)

  func take(below limit: Int) -> Int? {
    let number = next.add(1, ordering: .relaxed).oldValue
    return number < limit ? number : nil
  }
}

extension DispatchQueue {
  fileprivate static let processors: Int = {
    max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }()
}

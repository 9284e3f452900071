/// Why a sample region cannot be made.
package enum SampleError: Error, Hashable, Sendable {
  /// `what` was `value`, which is not in `allowed`.
  case sizeOutOfRange(what: String, value: Int, allowed: ClosedRange<Int>)
  /// The operating system refused to write at `path`; `errno` says why.
  case notWritable(path: String, errno: Int32)
}

extension SampleError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .sizeOutOfRange(let what, let value, let allowed):
      "\(what) must be \(allowed.lowerBound) to \(allowed.upperBound), not \(value)"
    case .notWritable(let path, let errno):
      "cannot write \(path) (error \(errno))"
    }
  }
}

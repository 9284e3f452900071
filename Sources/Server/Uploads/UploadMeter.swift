/// Counts what comes, and takes no more than may come.
struct UploadMeter {
  let limit: Int
  private(set) var count = 0

  init(limit: Int) { self.limit = limit }

  /// - Throws: ``UploadError/tooLarge``.
  mutating func add(_ bytes: Int) throws {
    count += bytes
    guard count <= limit else { throw UploadError.tooLarge }
  }
}

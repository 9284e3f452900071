internal import Intake

/// A file on this machine that came from elsewhere, and what its sender said of it.
package struct SentFile: Sendable {
  /// Bytes that a file may have at most.
  package static var sizeLimit: Int { BundleLimits().archiveBytes }

  let path: String
  let origin: BundleOrigin

  /// - Parameters:
  ///   - name: as it is called at its sender's, without folders.
  ///   - school, year, asOf, mode: of a file that does not describe itself; nil is not said.
  /// - Returns: nil when `mode` is not one of a bundle.
  package init?(
    path: String, name: String, school: String? = nil, year: Int? = nil, asOf: String? = nil,
    mode: String? = nil
  ) {
    let known = mode.flatMap(BundleMode.init)
    guard mode == nil || known != nil else { return nil }
    self.path = path
    origin = BundleOrigin(
      fileName: name, schoolCode: school, academicYear: year, asOf: asOf, mode: known)
  }
}

/// What the sender says of a file beside its bytes.
///
/// A bundle with a descriptor says all of it itself, and the descriptor wins; a bare file needs it.
package struct BundleOrigin: Hashable, Sendable, Codable {
  /// The file's name as it was sent, without folders.
  package var fileName: String
  package var schoolCode: String?
  /// Of published figures: who sends them, an ОКТМО code.
  package var territory: String?
  package var academicYear: Int?
  /// The moment whose state the rows describe, as in a descriptor.
  package var asOf: String?
  package var mode: BundleMode?

  package init(
    fileName: String = "", schoolCode: String? = nil, territory: String? = nil,
    academicYear: Int? = nil, asOf: String? = nil, mode: BundleMode? = nil
  ) {
    self.fileName = fileName
    self.schoolCode = schoolCode
    self.territory = territory
    self.academicYear = academicYear
    self.asOf = asOf
    self.mode = mode
  }

  /// Whether anything is said that the bytes do not say: then the same bytes are another bundle.
  package var isSaid: Bool {
    schoolCode != nil || territory != nil || academicYear != nil || asOf != nil || mode != nil
  }
}

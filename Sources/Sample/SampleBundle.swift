package import Intake

/// One bundle of the sample, before it is packed.
package struct SampleBundle: Sendable {
  /// The name of its file, for example `s001-2023.zip`.
  package let fileName: String
  package let descriptor: BundleDescriptor
  /// The tables in the order of the profile, each as CSV text with a header.
  package let tables: [(name: String, csv: [UInt8])]

  init(
    kind: BundleKind, name: String, schoolCode: String? = nil, territory: String? = nil,
    academicYear: Int? = nil, asOf: Day, tables: [(name: String, csv: [UInt8])]
  ) {
    fileName = "\(name).zip"
    descriptor = BundleDescriptor(
      kind: kind, name: name, created: "\(asOf.iso)T06:00:00Z", schoolCode: schoolCode,
      territory: territory, academicYear: academicYear, mode: .full, asOf: asOf.iso,
      generator: SampleRegion.generator, isSynthetic: true)
    self.tables = tables
  }
}

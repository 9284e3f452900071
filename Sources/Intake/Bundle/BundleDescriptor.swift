/// Who sends a bundle.
package enum BundleKind: String, Hashable, Sendable, CaseIterable {
  /// One school's records of one academic year.
  case school
  /// Territories, schools and what all schools share, sent by the municipality or the region.
  case register
  /// Published figures of territories for one academic year, sent by the municipality or the region.
  case aggregate
}

/// What a bundle does to the tables that it lists.
package enum BundleMode: String, Hashable, Sendable, CaseIterable, Codable {
  /// Replaces the whole table for the school and the year.
  case full
  /// Adds and changes rows by key; a row with `_deleted` = 1 removes one.
  case amend
}

/// `datapackage.json`: what a bundle says of itself, as a Data Package (version 2) with keys of its own.
///
/// Dates and times are kept as they were written: `2025-06-21`, or a moment with its zone,
/// `2025-06-21T18:00:00+03:00`. A date alone means its first moment in UTC.
package struct BundleDescriptor: Hashable, Sendable {
  /// The file in the archive that holds the descriptor.
  package static let fileName = "datapackage.json"
  /// The profile's version that this program reads and writes.
  package static let schemaVersion = 1

  package var kind: BundleKind
  package var name: String
  package var id: String?
  package var version: String?
  /// When the bundle was built.
  package var created: String
  /// The school, in a bundle of kind ``BundleKind/school``.
  package var schoolCode: String?
  /// The sender's code (ОКТМО), in a bundle of kind ``BundleKind/register`` or ``BundleKind/aggregate``.
  package var territory: String?
  /// The calendar year in which the academic year ends; a register need not have it.
  package var academicYear: Int?
  package var mode: BundleMode
  /// The moment whose state the rows describe.
  package var asOf: String
  /// The program that built the bundle.
  package var generator: String?
  /// Tells the school's key of pseudonyms from another; nothing of the key follows from it.
  package var keyFingerprint: String?
  /// The figures are invented.
  package var isSynthetic: Bool
  package var resources: [Resource]
  /// What the school is known to call columns; no part of what the bundle says.
  package var headings = RememberedHeadings()

  package init(
    kind: BundleKind, name: String, id: String? = nil, version: String? = nil, created: String,
    schoolCode: String? = nil, territory: String? = nil, academicYear: Int? = nil,
    mode: BundleMode = .full, asOf: String, generator: String? = nil,
    keyFingerprint: String? = nil, isSynthetic: Bool = false,
    resources: [Resource] = []
  ) {
    self.kind = kind
    self.name = name
    self.id = id
    self.version = version
    self.created = created
    self.schoolCode = schoolCode
    self.territory = territory
    self.academicYear = academicYear
    self.mode = mode
    self.asOf = asOf
    self.generator = generator
    self.keyFingerprint = keyFingerprint
    self.isSynthetic = isSynthetic
    self.resources = resources
  }
}

extension BundleDescriptor {
  /// One table of the bundle and the file that holds it.
  package struct Resource: Hashable, Sendable {
    /// The name of the record table.
    package var name: String
    /// The file inside the archive, beside `datapackage.json`.
    package var path: String
    package var form: Form = .text
    /// Of text and pages; nil: to be found out.
    package var encoding: TextEncoding?
    package var dialect: Dialect
    /// The file's size, when the descriptor says it.
    package var bytes: Int?
    /// The file's SHA-256, 32 bytes, when the descriptor says it.
    package var sha256: [UInt8]?
    package var fields: [Field]
    /// Texts that stand for an empty cell; nil: a hyphen, a dash or a point.
    package var missingValues: [String]?

    package init(
      name: String, path: String, encoding: TextEncoding? = .utf8, dialect: Dialect = Dialect(),
      bytes: Int? = nil, sha256: [UInt8]? = nil, fields: [Field] = []
    ) {
      self.name = name
      self.path = path
      self.encoding = encoding
      self.dialect = dialect
      self.bytes = bytes
      self.sha256 = sha256
      self.fields = fields
    }
  }

  /// How cells are told apart.
  package struct Dialect: Hashable, Sendable {
    package static let delimiters: [UInt8] = [
      UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"),
    ]

    /// One of ``delimiters``; nil: to be found out.
    package var delimiter: UInt8?
    package var quote: UInt8 { UInt8(ascii: "\"") }

    package init(delimiter: UInt8? = UInt8(ascii: ",")) { self.delimiter = delimiter }
  }
}

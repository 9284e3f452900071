internal import Foundation
package import Schools

/// Makes a bundle of a school's own files: identifiers become pseudonyms, columns that the profile does not know are
/// left out, and what remains is looked through for personal data before it gets its name.
///
/// It needs no database and no network, holds one row at a time, and gives the same bytes for the same files and key.
package struct Pseudonymizer {
  /// What a folder without a descriptor does not say.
  package struct Origin: Sendable {
    package var schoolCode: String?
    package var academicYear: Int?
    package var asOf: String?
    package var mode: BundleMode?

    package init(
      schoolCode: String? = nil, academicYear: Int? = nil, asOf: String? = nil,
      mode: BundleMode? = nil
    ) {
      self.schoolCode = schoolCode
      self.academicYear = academicYear
      self.asOf = asOf
      self.mode = mode
    }

    fileprivate var descriptor: BundleDescriptor? {
      guard let schoolCode, let academicYear, let asOf else { return nil }
      return BundleDescriptor(
        kind: .school, name: "\(schoolCode)-\(academicYear)", created: asOf, schoolCode: schoolCode,
        academicYear: academicYear, mode: mode ?? .full, asOf: asOf)
    }
  }

  /// What was done.
  package struct Outcome: Sendable {
    package struct Table: Sendable {
      package let name: String
      package let rows: Int
      /// Columns that were left out.
      package let dropped: [String]
    }

    package var tables: [Table] = []
    /// Files that are no table, as they may be printed; they were left out.
    package var others: [String] = []
    package var problems = ProblemList()
    /// Whether the bundle was written; not when a problem rejects it.
    package var isWritten = false
  }

  private let key: SchoolKey
  private let map: ColumnMap
  private let limits: BundleLimits

  package init(key: SchoolKey, map: ColumnMap = ColumnMap(), limits: BundleLimits = BundleLimits())
  {
    self.key = key
    self.map = map
    self.limits = limits
  }

  /// Reads a bundle, a zip or a folder at `input` and writes a bundle to `output`.
  package func write(_ input: String, to output: String, origin: Origin) throws -> Outcome {
    var outcome = Outcome()
    if let sealed = try seal(input, to: output, origin: origin, key: key) { return sealed }
    do {
      guard let files = try SchoolFiles.open(input, limits: limits, problems: &outcome.problems)
      else { return outcome }
      guard var descriptor = files.descriptor ?? origin.descriptor else {
        outcome.problems.append(Problem("intake.descriptor_missing"))
        return outcome
      }
      descriptor.keyFingerprint = key.fingerprint
      descriptor.generator = "soko bundle pseudonymize"
      outcome.others = files.others.map(EntryName.printable)
      try write(files, descriptor, to: output, &outcome)
    } catch let defect as ArchiveDefect {
      outcome.problems.append(defect.problem(limits: limits))
    }
    return outcome
  }

  private func write(
    _ files: SchoolFiles, _ descriptor: BundleDescriptor, to output: String,
    _ outcome: inout Outcome
  ) throws {
    var descriptor = descriptor
    descriptor.resources = []
    var book = PseudonymBook()
    // Beside the result, so that it is renamed and not copied; each is removed when it goes out of sight.
    var parts: [OutputFile] = []
    for file in files.files {
      let part = try OutputFile(path: "\(output).\(file.table.name).part")
      parts.append(part)
      let name = EntryName.printable(file.path)
      let text = try DelimitedText(
        file.table, in: name, file.declared?.declaredText ?? .init(), limits: limits,
        from: try files.reader(file.path), &outcome.problems)
      guard let text else { continue }
      let result = try TableRewriter(
        table: file.table, file: name, key: key, map: map, limits: limits
      ).rewrite(text.records, to: part, book: &book, problems: &outcome.problems)
      if let conflict = text.conflict { outcome.problems.append(conflict) }
      outcome.tables.append(
        .init(name: file.table.name, rows: result.rows, dropped: result.dropped))
      descriptor.resources.append(try resource(file, result.fields, part))
    }
    guard !outcome.problems.isRejected else { return }
    let bundle = try OutputFile(path: output + ".part")
    let zip = try ZipWriter(to: bundle)
    try zip.add(BundleDescriptor.fileName, descriptor.json())
    for (resource, part) in Swift.zip(descriptor.resources, parts) {
      try zip.add(resource.path, try ByteSource(path: part.path))
    }
    try zip.finish()
    try bundle.flush()
    outcome.problems = try BundleReader.check(bundle.path).problems
    guard !outcome.problems.isRejected else { return }
    try bundle.keep(as: output)
    outcome.isWritten = true
  }

  private func resource(
    _ file: SchoolFiles.File, _ fields: [String], _ part: OutputFile
  ) throws -> BundleDescriptor.Resource {
    let table = file.table
    let source = try ByteSource(path: part.path)
    var digest = Digest()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    var offset = 0
    while true {
      let count = try source.read(at: offset, into: buffer)
      guard count > 0 else { break }
      digest.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      offset += count
    }
    var resource = BundleDescriptor.Resource(
      name: table.name, path: "\(table.name).csv", bytes: source.count, sha256: digest.finish(),
      fields: fields.map { name in
        // Cells are as they were, so what is said of how they are written holds on.
        let column = map.columns(of: name, in: table.name)[0]
        var field = file.declared?.fields.first { $0.name == column } ?? .init(name: name, type: "")
        field.name = name
        field.type = table.field(name)?.kind.dataPackageType ?? "boolean"
        return field
      })
    resource.missingValues = file.declared?.missingValues
    return resource
  }
}

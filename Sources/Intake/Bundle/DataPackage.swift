import Schools

/// A zip with `datapackage.json` and a file per table, or a workbook with a sheet per table.
struct DataPackage: BundleContent {
  var descriptor: BundleDescriptor
  let archive: BundleArchive
  let limits: BundleLimits
  let opened = OpenWorkbook()

  /// Opens the archive and reads its descriptor; nil when it cannot be used, which `problems` then explain.
  static func open(
    _ source: ByteSource, limits: BundleLimits, problems: inout ProblemList
  ) throws -> DataPackage? {
    guard let archive = try BundleArchive.open(source, limits: limits, problems: &problems) else {
      return nil
    }
    guard let descriptor = try readDescriptor(archive, limits, &problems) else { return nil }
    let package = DataPackage(descriptor: descriptor, archive: archive, limits: limits)
    guard package.checkNames(&problems) else { return nil }
    return try package.checkFiles(&problems) ? package : nil
  }

  private static func readDescriptor(
    _ archive: BundleArchive, _ limits: BundleLimits, _ problems: inout ProblemList
  ) throws -> BundleDescriptor? {
    do {
      guard let stream = try archive.stream(BundleDescriptor.fileName) else {
        problems.append(Problem("intake.descriptor_missing"))
        return nil
      }
      guard let text = try stream.rest(limit: limits.descriptorBytes) else {
        DescriptorReader.report("≤ \(BundleLimits.text(limits.descriptorBytes))", to: &problems)
        return nil
      }
      // What speaks of a person is not taken further: it would be kept beside the bundle.
      guard DescriptorWatch.clears(text, problems: &problems) else { return nil }
      return BundleDescriptor.read(text, problems: &problems)
    } catch let defect as ArchiveDefect {
      problems.append(defect.problem(file: BundleDescriptor.fileName, limits: limits))
      return nil
    }
  }

  /// False when the name of a file speaks of a person.
  private func checkNames(_ problems: inout ProblemList) -> Bool {
    let personal = archive.names.filter { PersonalText.isPersonal(fileName: $0) }
    for name in personal {
      problems.append(PersonalData.name.problem(at: .init(file: EntryName.printable(name))))
    }
    return personal.isEmpty
  }

  /// Holds the descriptor against the archive; false when a described file is not there.
  private func checkFiles(_ problems: inout ProblemList) throws -> Bool {
    var isWhole = true
    for resource in descriptor.resources where !archive.contains(resource.path) {
      problems.append(
        Problem("intake.file_missing", at: .init(file: EntryName.printable(resource.path))))
      isWhole = false
    }
    let described = Set(descriptor.resources.map(\.path) + [BundleDescriptor.fileName])
    let loose = archive.names.filter { !described.contains($0) }
    for name in loose {
      problems.append(
        Problem("intake.file_undescribed", at: .init(file: EntryName.printable(name))))
    }
    do {
      var budget = limits.looseBytes
      try archive.forEachStream(of: Set(loose.filter { !LooseFile.isIgnored($0) })) {
        name, stream in
        try LooseFile(name: EntryName.printable(name))
          .inspect(stream, budget: &budget, problems: &problems)
      }
    } catch let defect as ArchiveDefect {
      problems.append(defect.problem(limits: limits))
      isWhole = false
    }
    return isWhole
  }

  func read(
    _ resource: BundleReader.Resource, problems: inout ProblemList,
    _ body: (borrowing RowView) throws -> Void
  ) throws -> TableRead {
    do {
      switch resource.descriptor.form {
      case .text: break
      case .workbook(let choice):
        return try readSheet(choice, of: resource, problems: &problems, body)
      case .page: return try readPage(resource, problems: &problems, body)
      }
      guard let stream = try archive.stream(resource.path) else { return TableRead() }
      let text = try DelimitedText(
        resource.table, in: resource.path, resource.descriptor.declaredText, limits: limits,
        from: stream.read(into:), &problems)
      guard let text else { return TableRead() }
      let reader = TableReader(resource.table, in: resource.path, of: descriptor, limits: limits)
      let read = try text.read(reader, &problems, body)
      if let hash = resource.descriptor.sha256, read.isComplete, hash != stream.sha256 {
        problems.append(Problem("intake.file_changed", at: .init(file: resource.path)))
      }
      return read
    } catch let defect as ArchiveDefect {
      problems.append(defect.problem(file: resource.path, limits: limits))
      return TableRead()
    }
  }

  func fileKey(of resource: BundleReader.Resource) throws -> [UInt8]? {
    do {
      guard let stream = try archive.stream(resource.path) else { return nil }
      try stream.drain()
      let bytes = stream.sha256
      if let declared = resource.descriptor.sha256, declared != bytes { return nil }
      var declared = resource.descriptor
      (declared.bytes, declared.sha256) = (nil, nil)
      return Intake.sha256(Array("\(BundleReader.revision) \(declared.json.text) ".utf8) + bytes)
    } catch is ArchiveDefect {
      return nil
    }
  }
}

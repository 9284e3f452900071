internal import Foundation
import Schools

/// A school's own files: a bundle, a zip of CSV files, or a folder of them.
struct SchoolFiles {
  struct File {
    let table: RecordTable
    let path: String
    /// What a descriptor says of it; nil when there is none.
    let declared: BundleDescriptor.Resource?
  }

  /// What a descriptor among the files says; nil when there is none.
  let descriptor: BundleDescriptor?
  let files: [File]
  /// Files that are no table.
  let others: [String]
  private let archive: BundleArchive?
  private let folder: String

  /// Nil when the files cannot be used, which `problems` then explain.
  static func open(
    _ path: String, limits: BundleLimits, problems: inout ProblemList
  ) throws -> SchoolFiles? {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        .filter { !$0.hasPrefix(".") }
      return try SchoolFiles(nil, folder: path, names, limits, &problems)
    }
    let source = try ByteSource(path: path)
    guard let archive = try BundleArchive.open(source, limits: limits, problems: &problems) else {
      return nil
    }
    return try SchoolFiles(archive, folder: "", archive.names.sorted(), limits, &problems)
  }

  private init?(
    _ archive: BundleArchive?, folder: String, _ names: [String], _ limits: BundleLimits,
    _ problems: inout ProblemList
  ) throws {
    self.archive = archive
    self.folder = folder
    var rest = names
    if let place = rest.firstIndex(of: BundleDescriptor.fileName) {
      rest.remove(at: place)
      let read = try Self.reader(BundleDescriptor.fileName, archive, folder)
      let text = try Self.all(read, limit: limits.descriptorBytes)
      guard let descriptor = BundleDescriptor.read(text, problems: &problems) else { return nil }
      self.descriptor = descriptor
      let paths = Set(descriptor.resources.map(\.path))
      files = RecordTable.all.compactMap { table in
        guard let resource = descriptor.resources.first(where: { $0.name == table.name }),
          names.contains(resource.path)
        else { return nil }
        return File(table: table, path: resource.path, declared: resource)
      }
      others = rest.filter { !paths.contains($0) }
    } else {
      descriptor = nil
      func table(_ name: String) -> RecordTable? {
        guard name.lowercased().hasSuffix(".csv") else { return nil }
        return RecordTable.named(String(name.dropLast(4)).lowercased())
      }
      let found = RecordTable.all.compactMap { wanted in
        rest.first { table($0) == wanted }.map { File(table: wanted, path: $0, declared: nil) }
      }
      files = found
      others = rest.filter { name in !found.contains { $0.path == name } }
    }
  }

  /// Gives the bytes of a file from its beginning; it fills less than the buffer only at the end.
  func reader(_ path: String) throws -> (UnsafeMutableRawBufferPointer) throws -> Int {
    try Self.reader(path, archive, folder)
  }

  private static func reader(
    _ path: String, _ archive: BundleArchive?, _ folder: String
  ) throws -> (UnsafeMutableRawBufferPointer) throws -> Int {
    if let archive {
      guard let stream = try archive.stream(path) else {
        throw IntakeError.fileUnreadable(path: path, reason: "not in the archive")
      }
      return stream.read(into:)
    }
    let source = try ByteSource(path: "\(folder)/\(path)")
    var offset = 0
    return { buffer in
      let count = try source.read(at: offset, into: buffer)
      offset += count
      return count
    }
  }

  private static func all(
    _ read: (UnsafeMutableRawBufferPointer) throws -> Int, limit: Int
  ) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      count = try read(UnsafeMutableRawBufferPointer(buffer))
    }
  }
}

import Schools

@testable import Intake

/// A bundle of files that are given as bytes, with what its descriptor says of each.
enum TestPackage {
  /// - Parameter tables: the table, its file, its bytes, and more keys of its resource as JSON.
  static func bytes(
    kind: String = "school", _ tables: [(table: String, file: String, bytes: [UInt8], more: String)]
  ) throws -> [UInt8] {
    let sender = kind == "school" ? "\"soko:schoolCode\": \"S1\"" : "\"soko:territory\": \"99\""
    let resources = tables.map {
      "{\"name\": \"\($0.table)\", \"path\": \"\($0.file)\"\($0.more.isEmpty ? "" : ", ")\($0.more)}"
    }
    let descriptor = """
      {"name": "s1", "created": "2025-06-21", "soko:schemaVersion": 1, "soko:kind": "\(kind)",
      \(sender), "soko:academicYear": 2025, "soko:mode": "full", "soko:asOf": "2025-06-21",
      "resources": [\(resources.joined(separator: ", "))]}
      """
    let writer = try ZipWriter()
    try writer.add(BundleDescriptor.fileName, Array(descriptor.utf8))
    for table in tables { try writer.add(table.file, table.bytes) }
    return try writer.finish()
  }

  /// What a bundle of one table as text gives.
  static func read(
    kind: String = "school", _ table: String, _ text: String, _ more: String = ""
  ) throws -> BareFile {
    try BareFile(
      try bytes(kind: kind, [(table, "\(table).csv", Array(text.utf8), more)]), name: "s1.zip",
      origin: BundleOrigin())
  }
}

import Foundation
import Intake
import Schools

/// The most memory that a worker takes for one bundle of many rows: a process of its own, on a server of its own.
struct MemoryBench {
  let rows: Int

  func run() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("soko-bench-memory-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for rows in [rows / 10, rows] where rows > 0 {
      let register = folder.appendingPathComponent("00-register.zip")
      let bundle = folder.appendingPathComponent("large.zip")
      try Self.register().write(to: register)
      try Self.bundle(rows: rows).write(to: bundle)
      let home = folder.appendingPathComponent("home-\(rows)").path
      let started = ContinuousClock.now
      let peak = try await OwnProcess.run(
        ["load", "--loaders", "1", "--home", home, register.path, bundle.path])
      Console.data(
        String(
          format: "memory: %d rows in one bundle: worker %.0f MiB at most, %.1f s", rows,
          (peak ?? 0) / 1_048_576, (ContinuousClock.now - started).inSeconds))
    }
  }

  private static func descriptor(_ kind: BundleKind) -> BundleDescriptor {
    BundleDescriptor(
      kind: kind, name: "large", created: "2025-06-21",
      schoolCode: kind == .school ? "large" : nil, territory: kind == .register ? "99" : nil,
      academicYear: kind == .school ? 2025 : nil, asOf: "2025-06-21", isSynthetic: true)
  }

  private static func register() throws -> Data {
    var writer = BundleWriter(descriptor: descriptor(.register))
    writer.add(
      table: "territory",
      csv: Array(
        "oktmo,level,parent_oktmo,name_ru,name_en\r\n99,region,,Условный край,Synthetic region\r\n99601000,municipality,99,Условный округ,Synthetic district\r\n"
          .utf8))
    writer.add(
      table: "school",
      csv: Array(
        "school_code,oktmo,name_ru,name_en\r\nlarge,99601000,Условная школа,Synthetic school\r\n"
          .utf8))
    return Data(try writer.zip())
  }

  /// Requirements that a school met: a table whose rows refer to no other.
  private static func bundle(rows: Int) throws -> Data {
    var csv = Array("requirement_code,check_kind,checked_on,is_applicable,is_met\r\n".utf8)
    csv.reserveCapacity(rows * 40)
    for row in 0..<rows {
      csv.append(
        contentsOf: "r\(row),sanpin,2025-03-\(10 + row % 20),1,\(row % 7 == 0 ? 0 : 1)\r\n".utf8)
    }
    var writer = BundleWriter(descriptor: descriptor(.school))
    writer.add(table: "sanpin_check", csv: csv)
    return Data(try writer.zip())
  }
}

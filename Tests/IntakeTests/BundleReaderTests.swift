import Foundation
import Schools
import Testing

@testable import Intake

@Suite struct BundleReaderTests {
  @Test(arguments: Fixture.all("good"))
  func `a sound bundle gives its rows`(_ fixture: Fixture) throws {
    let found = try fixture.found()
    #expect(found.lines == (try fixture.expected()))
    #expect(!found.isRejected)
    if let rows = try fixture.expectedRows() { #expect(try fixture.rows() == rows) }
  }

  @Test func `names of files in CP866 are read as they are meant`() throws {
    let name = "класс.csv"
    let written = EncodedText.bytes(name, .ibm866)
    let place = String(repeating: "_", count: written.count)
    let descriptor = BundleDescriptor(
      kind: .school, name: "s1", created: "2025-06-21", schoolCode: "S1", academicYear: 2025,
      asOf: "2025-06-21", resources: [.init(name: "class", path: name)])
    let writer = try ZipWriter()
    try writer.add(BundleDescriptor.fileName, descriptor.json())
    try writer.add(place, Array("class_code,grade\n9А,9\n".utf8))
    // An archiver of Windows writes these bytes in both places of the name, and no sign that they are UTF-8.
    let bundle = try writer.finish().replacing(Array(place.utf8), with: written)
    let found = try BareFile(bundle, name: "s1.zip", origin: BundleOrigin())
    #expect(found.problems == [])
    #expect(found.rows == ["class 2: 9А|9|||||||"])
  }

  @Test(arguments: Fixture.all("bad"))
  func `an unsound bundle is rejected with every problem in its place`(_ fixture: Fixture) throws {
    let found = try fixture.found()
    #expect(found.lines.filter { $0.contains(".") } == (try fixture.expected()))
    #expect(found.isRejected)
  }

  @Test func `problems name no value of a cell`() throws {
    let secret = "Ivanova-1987"
    let csv =
      "student_key,entry_year,sex\n\(secret)\u{1},2016,f\np2,\(secret),f\np3,2016,\(secret)\n"
    let bundle = try package(["student": csv])
    let problems = try TemporaryFile.with(bundle) { try BundleReader.check($0).problems }
    // The key is a person's name, and so is what stands where a year should.
    #expect(problems.totals.count == 4)
    for problem in problems.problems {
      #expect(!problem.message(.ru).contains(secret) && !problem.message(.en).contains(secret))
      #expect(!problem.arguments.values.contains { $0.contains(secret) })
    }
  }

  @Test func `a broken archive is a problem wherever it is cut`() throws {
    let whole = try package(["student": "student_key,entry_year,sex\np1,2016,f\n"])
    for length in stride(from: 0, to: whole.count, by: 7) {
      let problems = try TemporaryFile.with(Array(whole.prefix(length))) {
        try BundleReader.check($0).problems
      }
      #expect(problems.isRejected, "cut at \(length)")
    }
  }

  @Test func `flipped bits are refused or change nothing that is read`() throws {
    let whole = try package([
      "student": "student_key,entry_year,sex\n"
        + (1...200).map { "p\($0),2016,f\n" }.joined()
    ])
    let sound = try TemporaryFile.with(whole) { try rows($0) }
    for index in whole.indices {
      var bytes = whole
      let bit = UInt8(1) << UInt8(index % 8)
      bytes[index] ^= bit
      try TemporaryFile.with(bytes) { path in
        let summary = try BundleReader.check(path)
        guard !summary.problems.isRejected else { return }
        #expect(try rows(path) == sound, "byte \(index), bit \(bit)")
      }
    }
  }

  @Test(arguments: ["../student.csv", "/etc/student.csv", "C:student.csv", "a//b.csv"])
  func `a name that leaves the bundle is refused`(_ name: String) throws {
    let writer = try ZipWriter()
    try writer.add(BundleDescriptor.fileName, descriptor(["student"]).json())
    try writer.add(name, Array("student_key,entry_year\n".utf8))
    let problems = try TemporaryFile.with(try writer.finish()) {
      try BundleReader.check($0).problems
    }
    #expect(problems.totals["intake.archive_entry_unsafe"] == 1)
    #expect(problems.isRejected)
  }

  @Test func `a bundle in a folder of its own is read`() throws {
    let writer = try ZipWriter()
    try writer.add("s1-2025/datapackage.json", descriptor(["student"]).json())
    try writer.add("s1-2025/student.csv", Array("student_key,entry_year\np1,2016\n".utf8))
    let summary = try TemporaryFile.with(try writer.finish()) { try BundleReader.check($0) }
    #expect(summary.tables.map(\.rows) == [1])
    #expect(summary.problems.isEmpty)
  }

  @Test func `an archive that unpacks to far more than itself is refused`() throws {
    let row = "p,2016,f\n"
    let bundle = try package([
      "student": "student_key,entry_year,sex\n" + String(repeating: row, count: 20_000)
    ])
    var limits = BundleLimits()
    limits.freeBytes = 1000
    limits.ratio = 5
    try TemporaryFile.with(bundle) { path in
      var problems = ProblemList()
      let reader = try #require(try BundleReader.open(path, limits: limits, problems: &problems))
      _ = try reader.read(reader.resources[0], problems: &problems) { _ in }
      #expect(problems.totals["intake.archive_too_large"] == 1)
    }
  }

  @Test func `cells arrive typed, exact and in the order of the profile`() throws {
    let csv = """
      max_score,procedure_code,student_key,subject_code,held_on,primary_score,scaled
      40,dwr,p1,mat,2024-09-20,"31,50",-0.4619362

      """
    let bundle = try package(["diagnostic_result": csv])
    let table = try #require(RecordTable.named("diagnostic_result"))
    let cells = try TemporaryFile.with(bundle) { try rows($0) }
    var byName: [String: String] = [:]
    for (field, cell) in zip(table.fields, cells[0].split(separator: "|")) {
      byName[field.name] = String(cell)
    }
    #expect(byName["student_key"] == "text p1")
    // 54 years of 365 days, 13 leap days before 2024, and 263 days from 1 January to 20 September.
    #expect(byName["held_on"] == "date \(54 * 365 + 13 + 263)")
    #expect(byName["primary_score"] == "decimal 315e-1")
    #expect(byName["scaled"] == "decimal -4619362e-7")
  }

  @Test func `many problems of one code are counted all and kept a hundred`() throws {
    let csv = "student_key,entry_year,sex\n" + String(repeating: "p,x,f\n", count: 250)
    let problems = try TemporaryFile.with(try package(["student": csv])) {
      try BundleReader.check($0).problems
    }
    #expect(problems.totals == ["intake.value_malformed": 250])
    #expect(problems.problems.count == 100)
  }

  @Test func `rows across the borders of chunks are whole`() throws {
    let keys = (1...3000).map { "p\($0)" + String(repeating: "x", count: $0 % 40) }
    let csv = "student_key,entry_year,sex\n" + keys.map { "\"\($0)\",2016,f\r\n" }.joined()
    var limits = BundleLimits()
    limits.chunkBytes = 61
    limits.rowBytes = 200
    try TemporaryFile.with(try package(["student": csv])) { path in
      var problems = ProblemList()
      let reader = try #require(try BundleReader.open(path, limits: limits, problems: &problems))
      var found: [String] = []
      _ = try reader.read(reader.resources[0], problems: &problems) { row in
        if case .text(let bytes) = row[0] { found.append(String(decoding: bytes, as: UTF8.self)) }
      }
      #expect(found == keys)
      #expect(problems.isEmpty)
    }
  }

  @Test func `the same tables give the same bytes`() throws {
    let tables = ["student": "student_key,entry_year,sex\np1,2016,f\n"]
    #expect(try package(tables) == package(tables))
  }

  // MARK: Helpers

  private func descriptor(_ tables: [String]) -> BundleDescriptor {
    BundleDescriptor(
      kind: .school, name: "s1-2025", created: "2025-06-21", schoolCode: "S1", academicYear: 2025,
      asOf: "2025-06-21", isSynthetic: true,
      resources: tables.map { .init(name: $0, path: "\($0).csv") })
  }

  private func package(_ tables: [String: String]) throws -> [UInt8] {
    var writer = BundleWriter(descriptor: descriptor([]))
    for (table, csv) in tables.sorted(by: { $0.key < $1.key }) {
      writer.add(table: table, csv: Array(csv.utf8))
    }
    return try writer.zip()
  }

  private func rows(_ path: String) throws -> [String] {
    var problems = ProblemList()
    guard let reader = try BundleReader.open(path, problems: &problems) else { return [] }
    var rows: [String] = []
    for resource in reader.resources {
      _ = try reader.read(resource, problems: &problems) { row in
        rows.append((0..<row.count).map { Self.text(row[$0]) }.joined(separator: "|"))
      }
    }
    return rows
  }

  private static func text(_ cell: Cell) -> String {
    switch cell {
    case .null: "null"
    case .integer(let value): "integer \(value)"
    case .decimal(let mantissa, let scale): "decimal \(mantissa)e-\(scale)"
    case .date(let days): "date \(days)"
    case .flag(let value): "flag \(value)"
    case .text(let bytes): "text \(String(decoding: bytes, as: UTF8.self))"
    }
  }
}

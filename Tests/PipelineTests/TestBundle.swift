import Foundation
import Intake

/// Small bundles made in the test.
enum TestBundle {
  typealias Named = (name: String, bytes: [UInt8])

  static func register(schools: [String], asOf: String = "2025-06-21") throws -> Named {
    var writer = BundleWriter(descriptor: .forTest(territory: "99", asOf: asOf))
    writer.add(
      table: "territory",
      csv: Array(
        "oktmo,level,parent_oktmo,name_ru,name_en\r\n99,region,,Край,Region\r\n99601000,municipality,99,Округ,District\r\n"
          .utf8))
    writer.add(
      table: "school",
      csv: Array(
        ("school_code,oktmo,name_ru,name_en\r\n"
          + schools.map { "\($0),99601000,Школа \($0),School \($0)\r\n" }.joined()).utf8))
    return ("register.zip", try writer.zip())
  }

  static func school(
    _ code: String, _ year: Int, _ tables: [String: String], mode: BundleMode = .full,
    asOf: String = "2025-06-21"
  ) throws -> Named {
    var writer = BundleWriter(
      descriptor: .forTest(school: code, year: year, mode: mode, asOf: asOf))
    for (table, csv) in tables.sorted(by: { $0.key < $1.key }) {
      writer.add(table: table, csv: Array(csv.utf8))
    }
    return ("\(code)-\(year).zip", try writer.zip())
  }
}

extension BundleDescriptor {
  static func forTest(territory: String, asOf: String = "2025-06-21") -> BundleDescriptor {
    BundleDescriptor(
      kind: .register, name: "register", created: "2025-06-21", territory: territory,
      asOf: asOf, isSynthetic: true)
  }

  static func forTest(
    school: String, year: Int, mode: BundleMode = .full, asOf: String
  ) -> BundleDescriptor {
    BundleDescriptor(
      kind: .school, name: "school", created: asOf, schoolCode: school, academicYear: year,
      mode: mode, asOf: asOf, isSynthetic: true)
  }
}

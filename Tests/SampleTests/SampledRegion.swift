import Intake
import Sample

/// Regions made once for all tests, every table read by the tests' own reader.
struct SampledRegion {
  struct Delivery {
    let fileName: String
    let school: String
    let year: Int
    let tables: [String: CSVText]

    func table(_ name: String) -> CSVText { tables[name]! }
  }

  let region: SampleRegion
  let register: [String: CSVText]
  /// What is published of each year.
  let published: [Int: CSVText]
  let deliveries: [Delivery]

  /// The default region, with only those tables read that its tests ask for.
  static let standard = SampledRegion(
    schools: 40, municipalities: 4, years: 3, seed: 1,
    tables: [
      "school_year", "class", "enrolment", "exam_result", "event_participation", "staff",
      "staff_pd", "curriculum_load", "class_activity_count",
    ])

  /// A small region, every table of it.
  static let small = SampledRegion(schools: 12, municipalities: 2, years: 2, seed: 7, tables: nil)

  init(schools: Int, municipalities: Int, years: Int, seed: UInt64, tables wanted: Set<String>?) {
    region = try! SampleRegion(
      schools: schools, municipalities: municipalities, years: years, seed: seed)
    var register: [String: CSVText] = [:]
    var published: [Int: CSVText] = [:]
    var deliveries: [Delivery] = []
    region.forEachBundle { bundle in
      if bundle.descriptor.kind == .aggregate, let year = bundle.descriptor.academicYear {
        published[year] = CSVText(bundle.tables[0].csv)
        return
      }
      var tables: [String: CSVText] = [:]
      for (name, csv) in bundle.tables where wanted?.contains(name) ?? true {
        tables[name] = CSVText(csv)
      }
      if let school = bundle.descriptor.schoolCode, let year = bundle.descriptor.academicYear {
        deliveries.append(
          Delivery(fileName: bundle.fileName, school: school, year: year, tables: tables))
      } else {
        for (name, csv) in bundle.tables { register[name] = CSVText(csv) }
      }
    }
    self.register = register
    self.published = published
    self.deliveries = deliveries
  }
}

import Intake
import Schools

extension RegionPlan {
  /// The bundle that brings the region, its municipalities, the register of its schools and the scales of its exams.
  func register(years: [Int]) -> SampleBundle {
    var territories = CSVTable(.territory)
    territories.append(
      .text(SampleRegion.regionCode), "region", nil, .text(PlaceNames.region.ru),
      .text(PlaceNames.region.en))
    for index in 0..<municipalities {
      let name = PlaceNames.municipality(index)
      territories.append(
        .text(Self.municipalityCode(index)), "municipality", .text(SampleRegion.regionCode),
        .text(name.ru), .text(name.en))
    }
    var register = CSVTable(.school)
    for school in schools {
      register.append(
        .text(school.code), .text(Self.municipalityCode(school.municipality)),
        .text(school.name.ru), .text(school.name.en), nil, nil, true)
    }
    let tables = [territories, register, scales(of: years)]
    return SampleBundle(
      kind: .register, name: "00-register", territory: SampleRegion.regionCode,
      asOf: Day(years[0] - 1, 9, 1), tables: tables.map { ($0.name, $0.bytes) })
  }

  private func scales(of years: [Int]) -> CSVTable {
    var table = CSVTable(.examScale)
    for year in years {
      for scale in ExamScale.mandatory + ExamScale.electives {
        table.append([
          "academic_year": .integer(year), "exam_kind": "oge", "subject_code": .text(scale.subject),
          "max_primary": .integer(scale.maximum), "mark3_from": .integer(scale.cuts[0]),
          "mark4_from": .integer(scale.cuts[1]), "mark5_from": .integer(scale.cuts[2]),
          "source": "условный источник",
        ])
      }
    }
    return table
  }

  static func municipalityCode(_ index: Int) -> String { "99\(601 + index)000" }
}

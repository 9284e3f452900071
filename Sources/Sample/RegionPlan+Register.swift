import Intake
import Schools

extension RegionPlan {
  /// The bundle that brings the region, its municipalities and the register of its schools.
  func register(firstYear: Int) -> SampleBundle {
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
    return SampleBundle(
      kind: .register, name: "00-register", territory: SampleRegion.regionCode,
      asOf: Day(firstYear - 1, 9, 1),
      tables: [(territories.name, territories.bytes), (register.name, register.bytes)])
  }

  static func municipalityCode(_ index: Int) -> String { "99\(601 + index)000" }
}

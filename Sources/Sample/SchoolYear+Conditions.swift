import Schools

extension SchoolYear {
  /// Programmes of additional education, rooms and what they hold, computers, books, Internet.
  func addConditions() {
    addPrograms()
    addFacilities()
    addResources()
  }

  /// A stream that does not depend on the year: buildings stay.
  private var building: Dice { Dice(plan.seed, UInt64(plan.index), 0x6275_696C) }

  private func addPrograms() {
    var dice = dice(.conditions)
    let directions = ["sport", "arts", "technical", "science", "social", "tourism"]
    let count = 3 + plan.type.size / 70 + max(0, Int(plan.general + 0.5))
    let roll = roll(calendar.census)
    add(.extraProgram) { table in
      for number in 1...count {
        table.append(
          .text("p\(number)"), .text(directions[(number - 1) % directions.count]),
          .flag(dice.chance(0.96)), .flag(dice.chance(0.9)),
          .integer(dice.pick([34, 68, 72, 144])),
          .integer(min(roll, dice.integer(in: 8...30))))
      }
    }
  }

  private func addFacilities() {
    var building = building
    let day = calendar.start
    let size = plan.type.size
    let rooms = 8 + size / 25
    add(.facility) { table in
      for item in [
        "canteen", "medical_office", "gym", "library", "classroom_equipped", "classrooms", "pool",
        "stadium",
      ] {
        let likely =
          switch item {
          case "pool": 0.08
          case "stadium": 0.6
          case "medical_office": size < 150 ? 0.8 : 0.98
          case "canteen": 0.97
          default: 1.0
          }
        let isPresent = building.chance(likely)
        let conforms = building.chance(0.9 + 0.03 * plan.general)
        let share = 0.8 + 0.06 * plan.general + 0.08 * building.normal()
        let partly = building.count(of: 40, share: share.clamped(to: 0.2...1))
        // An office that conforms has the whole of the standard list.
        let equipped = item == "medical_office" && conforms ? 40 : partly
        let area = building.integer(in: 300...900)
        let isRooms = item == "classrooms" || item == "classroom_equipped"
        let standard = isRooms ? rooms : 40
        table.append(
          .text(item), .day(day), .flag(isPresent), isPresent ? .flag(conforms) : nil,
          item == "medical_office" && isPresent ? .flag(conforms) : nil,
          isPresent ? .integer(item == "classrooms" ? rooms : equipped * standard / 40) : nil,
          isPresent ? .integer(standard) : nil,
          item == "canteen" && isPresent ? .integer(20 + size / 3) : nil,
          isPresent && !isRooms ? .tenths(area + size) : nil)
      }
    }
  }

  private func addResources() {
    var building = building
    let roll = roll(calendar.census)
    let richness = (1 + 0.2 * plan.general).clamped(to: 0.4...2)
    let computers = Int(Double(8 + roll / 7) * richness)
    let isCity = plan.type.settlement == .city
    let connected = building.count(of: roll, share: isCity ? 0.95 : 0.7)
    add(.resource) { table in
      table.append(
        .day(calendar.census), .integer(computers + 2 * yearsPassed),
        .integer(Int(Double(roll * 18 + 900) * richness)), .integer(isCity ? 200 : 50),
        .integer(connected), .integer(roll * 4 + 350), .flag(building.chance(0.85)),
        .flag(building.chance(0.8)), .flag(building.chance(0.4)), .flag(building.chance(0.7)),
        .flag(building.chance(0.85)), .flag(building.chance(0.9)), .flag(building.chance(0.75)))
    }
  }
}

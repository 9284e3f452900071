/// An invented pupil in one school year.
struct Pupil {
  let number: Int
  let key: String
  let isGirl: Bool
  /// Nearly normal among all pupils, the same in every year.
  let ability: Double
  /// The year of coming to the school.
  let entryYear: Int
  var grade: Int
  var stays: [Stay] = []
  var standing: Standing = .unattested
  var graduation: Graduation?

  /// A stay in one class, as a row of enrolment.
  struct Stay {
    /// The place of the class in ``SchoolYear/classes``.
    var classIndex: Int
    let enteredOn: Day
    var leftOn: Day?
    let entryReason: String
    var exitReason: String?
    let isRepeatYear: Bool
  }

  /// What the year's marks come to.
  enum Standing {
    /// No marks: grade 1, or not on roll when the year ended.
    case unattested
    case failing
    case middling
    case good
    case excellent
  }

  struct Graduation {
    var isAdmitted: Bool
    var status: Status
    var isHonours: Bool
    var medal: Int
    var destination: Destination

    enum Status: String {
      case issued, september
      case notIssued = "not_issued"
    }

    enum Destination: String, CaseIterable {
      case hereGrade10 = "grade10_here"
      case elsewhereGrade10 = "grade10_elsewhere"
      case vocational = "spo"
      case university, work, army, none, other
    }
  }

  func isOnRoll(_ day: Day) -> Bool {
    stays.contains { $0.enteredOn <= day && ($0.leftOn.map { day < $0 } ?? true) }
  }

  /// The class on `day`, by its place in the year's list.
  func classIndex(on day: Day) -> Int? {
    stays.first { $0.enteredOn <= day && ($0.leftOn.map { day < $0 } ?? true) }?.classIndex
  }
}

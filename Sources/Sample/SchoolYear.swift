import Schools

/// One school in one year: who is there, how strong the school is, and the tables made of both.
///
/// The order of making matters only where results feed on each other: marks, then exams, then graduation.
struct SchoolYear {
  let plan: SchoolPlan
  let calendar: SchoolCalendar
  let layout: ClassLayout
  let firstYear: Int
  var pupils: [Pupil]
  /// People whose results of this year arrive although they left in years before.
  var pastGraduates: [String] = []
  /// Every exam of the year, also for what is published of it.
  var examRows: [ExamRow] = []
  private let made = MadeTables()

  init(
    _ plan: SchoolPlan, calendar: SchoolCalendar, layout: ClassLayout, firstYear: Int,
    pupils: [Pupil]
  ) {
    self.plan = plan
    self.calendar = calendar
    self.layout = layout
    self.firstYear = firstYear
    self.pupils = pupils
    addPeriodMarks()
    addExams()
    addRoll()
    addDiagnostics()
    addEvents()
    addStaff()
    addCurriculum()
    addClassCounts()
    addHealth()
    addWelfare()
    addVoices()
    addConditions()
    addChecks()
  }

  var year: Int { calendar.year }
  var yearsPassed: Int { year - firstYear }

  /// Every table of the profile, in its order.
  var allTables: [(name: String, csv: [UInt8])] {
    RecordTable.all.map { record in
      guard let table = made.byName[record.name] else {
        preconditionFailure("the sample does not make \(record.name)")
      }
      return (record.name, table.bytes)
    }
  }

  func level(_ measure: Measure) -> Double { plan.level(measure, yearsPassed: yearsPassed) }

  /// A stream of its own for each topic of the year.
  func dice(_ topic: Topic) -> Dice {
    Dice(plan.seed, UInt64(plan.index), UInt64(year), topic.rawValue, 0x7965_6172)
  }

  enum Topic: UInt64 {
    case marks = 1
    case exams9, exams11, pastGraduates, destinations, diagnostics, diagnosticCounts, events
    case olympiads, staff, training, activity, practice, curriculum, classCounts, health, welfare
    case voices, conditions, checks, roll
  }

  /// Makes a table and keeps it.
  func add(_ record: RecordTable, _ fill: (inout CSVTable) -> Void) {
    var table = CSVTable(record)
    fill(&table)
    made.byName[record.name] = table
  }

  /// By reference, so that a table can be filled from the year it belongs to.
  private final class MadeTables {
    var byName: [String: CSVTable] = [:]
  }

  /// How many pupils are on roll on `day`, of all grades or of some.
  func roll(_ day: Day, grades: ClosedRange<Int> = 1...11) -> Int {
    pupils.reduce(0) { $0 + (grades.contains($1.grade) && $1.isOnRoll(day) ? 1 : 0) }
  }

  /// How many pupils each class has on `day`, in the order of the layout.
  func classSizes(_ day: Day) -> [Int] {
    var sizes = [Int](repeating: 0, count: layout.all.count)
    for pupil in pupils {
      if let index = pupil.classIndex(on: day) { sizes[index] += 1 }
    }
    return sizes
  }
}

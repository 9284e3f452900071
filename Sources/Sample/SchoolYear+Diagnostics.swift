import Schools

extension SchoolYear {
  /// A test of pupils by name.
  private struct Procedure {
    let code: String
    let grade: Int
    let subject: String
    let maximum: Int
    let month: Int
    let day: Int
    var hasMark = false
    var hasScale = false
  }

  private static let procedures: [Procedure] = [
    Procedure(
      code: "monitor-g4", grade: 4, subject: "rus", maximum: 38, month: 4, day: 15, hasMark: true),
    Procedure(
      code: "monitor-g4", grade: 4, subject: "mat", maximum: 20, month: 4, day: 17, hasMark: true),
    Procedure(
      code: "monitor-g4", grade: 4, subject: "read", maximum: 24, month: 4, day: 22, hasMark: true),
    Procedure(
      code: "vpr", grade: 6, subject: "mat", maximum: 16, month: 4, day: 10, hasMark: true),
    Procedure(code: "func_lit-read", grade: 7, subject: "read", maximum: 30, month: 11, day: 14),
    Procedure(
      code: "regstudy", grade: 8, subject: "mat", maximum: 25, month: 3, day: 5, hasScale: true),
    Procedure(
      code: "regstudy", grade: 8, subject: "phy", maximum: 22, month: 3, day: 7, hasScale: true),
  ]

  /// Tests by pupil, and tests counted by class.
  func addDiagnostics() {
    addDiagnosticResults()
    addDiagnosticCounts()
  }

  private func addDiagnosticResults() {
    let level = level(.exams9)
    var dice = dice(.diagnostics)
    add(.diagnosticResult) { table in
      for procedure in Self.procedures {
        let day = calendar.day(procedure.month, procedure.day)
        for pupil in pupils where pupil.grade == procedure.grade && pupil.isOnRoll(day) {
          let isAbsent = dice.chance(0.05)
          let strength = 0.75 * pupil.ability + 0.35 * level + 0.55 * dice.normal()
          let gap = dice.pick([(0, 0.72), (1, 0.18), (-1, 0.10)])
          let variant = dice.integer(in: 1...2)
          guard !isAbsent else { continue }
          let share = (0.58 + 0.18 * strength).clamped(to: 0...1)
          let primary = Int(share * Double(procedure.maximum) + 0.5)
          let mark = share < 0.3 ? 2 : share < 0.53 ? 3 : share < 0.78 ? 4 : 5
          table.append(
            .text(pupil.key), .text(procedure.code), .text(procedure.subject), .day(day),
            .integer(pupil.grade), .text("\(variant)"), .integer(primary),
            .integer(procedure.maximum), procedure.hasMark ? .integer(mark) : nil,
            .text(share < 0.4 ? "low" : share < 0.75 ? "base" : "high"),
            procedure.hasMark ? .integer((mark + gap).clamped(to: 2...5)) : nil,
            procedure.hasScale ? .tenths(max(0, Int(5000 + 1000 * strength))) : nil)
        }
      }
    }
  }

  private func addDiagnosticCounts() {
    let instruments: [(code: String, grade: Int, month: Int, isBetterLow: Bool)] = [
      ("readiness", 1, 9, false), ("adaptation", 1, 11, false), ("anxiety", 1, 11, true),
      ("adaptation", 5, 11, false), ("learning", 5, 10, false), ("anxiety", 5, 11, true),
      ("meta", 7, 3, false), ("upbringing", 9, 4, false),
    ]
    var dice = dice(.diagnosticCounts)
    let shift = 0.05 * plan.general
    add(.diagnosticCount) { table in
      for instrument in instruments {
        let day = calendar.day(instrument.month, 25)
        let sizes = classSizes(day)
        for index in layout.classes(ofGrade: instrument.grade) {
          let tested = dice.count(of: sizes[index], share: 0.95)
          let worse = (0.16 - shift).clamped(to: 0.02...0.5)
          let better = (0.30 + shift).clamped(to: 0.02...0.6)
          let parts = dice.split(tested, by: [worse, 1 - worse - better, better])
          table.append(
            .text(layout.all[index].code), .text(instrument.code), .day(day),
            .integer(sizes[index]), .integer(tested),
            .integer(instrument.isBetterLow ? parts[2] : parts[0]), .integer(parts[1]),
            .integer(instrument.isBetterLow ? parts[0] : parts[2]))
        }
      }
    }
  }
}

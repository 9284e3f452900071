import Foundation

/// What an outsider knows of unknown numbers: bounds and equations. How far each may be is asked of GLPK (`glpsol`), which
/// shares nothing with the program.
struct LinearProgram {
  struct Equation {
    let terms: [(variable: Int, sign: Double)]
    let sum: Double
  }

  let bounds: [ClosedRange<Double>]
  let equations: [Equation]

  enum Failure: Error { case glpsol(String) }

  /// The least and the greatest each of `targets` can be.
  ///
  /// Every question is a copy of the whole program; all are answered in one run, for their sum is least when each is.
  func extremes(of targets: [Int]) throws -> [ClosedRange<Double>] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("soko-attack-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let questions = targets.flatMap { [(variable: $0, cost: 1.0), (variable: $0, cost: -1.0)] }
    try text(questions).write(
      to: folder.appendingPathComponent("attack.mps"), atomically: true, encoding: .utf8)
    let solver = Process()
    solver.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    solver.arguments = ["glpsol", "--freemps", "attack.mps", "--min", "-w", "attack.out"]
    solver.currentDirectoryURL = folder
    solver.standardOutput = FileHandle.nullDevice
    try solver.run()
    solver.waitUntilExit()
    let answer = folder.appendingPathComponent("attack.out")
    guard solver.terminationStatus == 0,
      let text = try? String(contentsOf: answer, encoding: .utf8)
    else { throw Failure.glpsol("not installed, or failed: \(solver.terminationStatus)") }
    var values: [Int: Double] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.first == "s", !line.contains(" f f ") { throw Failure.glpsol(String(line)) }
      if words.first == "j" { values[Int(words[1]) ?? 0] = Double(words[3]) }
    }
    return targets.indices.map { index in
      func value(_ question: Int) -> Double {
        values[question * bounds.count + targets[index] + 1] ?? .nan
      }
      let low = value(2 * index)
      return low...max(low, value(2 * index + 1))
    }
  }

  private func text(_ questions: [(variable: Int, cost: Double)]) -> String {
    var text = "NAME attack\nROWS\n N c\n"
    var sums = "RHS\n"
    var limits = "BOUNDS\n"
    var columns = "COLUMNS\n"
    var members = Array(repeating: [(equation: Int, sign: Double)](), count: bounds.count)
    for (number, equation) in equations.enumerated() {
      for term in equation.terms { members[term.variable].append((number, term.sign)) }
    }
    for (copy, question) in questions.enumerated() {
      for (number, equation) in equations.enumerated() {
        text += " E e\(copy)_\(number)\n"
        sums += " r e\(copy)_\(number) \(equation.sum)\n"
      }
      for (variable, range) in bounds.enumerated() {
        let name = "x\(copy)_\(variable)"
        columns += " \(name) c \(variable == question.variable ? question.cost : 0)\n"
        for member in members[variable] {
          columns += " \(name) e\(copy)_\(member.equation) \(member.sign)\n"
        }
        limits += " LO b \(name) \(range.lowerBound)\n UP b \(name) \(range.upperBound)\n"
      }
    }
    return text + columns + sums + limits + "ENDATA\n"
  }
}

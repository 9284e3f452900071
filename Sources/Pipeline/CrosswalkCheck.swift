internal import Foundation
import Schools

/// What a crosswalk must hold to be used: it names what there is, once, and its classes mean what they say.
struct CrosswalkCheck {
  let indicators: [String: Indicator]

  private static let exams: Set<String> = ["oge", "ege", "gve9", "gve11", "oral9", "essay11"]
  private static let procedures = ["vpr", "regstudy", "monitor", "func_lit"]
  private static let scales: Set<String> = ["mark", "score100", "primary", "percent"]
  private static let subjects = Set(Subject.all.map(\.code))

  /// Throws the problems of the first file that has any.
  func callAsFunction(_ crosswalks: [Crosswalk]) throws {
    var seen: Set<[String]> = []
    for crosswalk in crosswalks {
      let problems = crosswalk.lines.enumerated().flatMap { index, entry in
        self.problems(of: entry, line: index + 1, &seen)
      }
      guard problems.isEmpty else {
        throw Catalog.Invalid(
          file: "crosswalk/\(crosswalk.code)",
          what: problems.map { "\($0.code): \($0.message(.en))" }.joined(separator: "\n"),
          problems: problems)
      }
    }
  }

  private func problems(
    of entry: Crosswalk.Entry, line: Int, _ seen: inout Set<[String]>
  ) -> [Problem] {
    let place = ["line": String(line)]
    func problem(_ code: String, _ arguments: [String: String] = [:]) -> Problem {
      Problem(code, place.merging(arguments) { $1 })
    }
    var found: [Problem] = []
    if indicators[entry.indicator] == nil {
      found.append(problem("catalog.crosswalk_indicator_unknown", ["indicator": entry.indicator]))
    }
    if let part = unknownPart(of: entry.measure) {
      found.append(problem("catalog.crosswalk_measure_unknown", ["part": part]))
    }
    if ![entry.cut, entry.measure.cut].compactMap(\.self).allSatisfy(Self.isCut) {
      found.append(problem("catalog.crosswalk_cut_malformed"))
    }
    if !fits(entry) {
      found.append(
        problem(
          "catalog.crosswalk_match_unfit",
          ["match": entry.match.rawValue, "conversion": entry.conversion.rawValue]))
    }
    if let window = entry.asOf, !Self.isWindow(window) {
      found.append(problem("catalog.crosswalk_date_malformed"))
    }
    if !seen.insert([entry.indicator, entry.cut, "\(entry.measure)"]).inserted {
      found.append(problem("catalog.crosswalk_repeated"))
    }
    return found
  }

  /// The name of what is wrong with a measure.
  private func unknownPart(of measure: Crosswalk.Measure) -> String? {
    let named = [measure.exam, measure.indicator, measure.publishedCode].compactMap(\.self)
    guard named.count == 1 else { return "measure" }
    if let exam = measure.exam {
      if !Self.exams.contains(exam), !Self.procedures.contains(where: exam.hasPrefix) {
        return "exam"
      }
      if measure.subject.map(Self.subjects.contains) != true { return "subject" }
      if measure.grade.map((1...12).contains) != true { return "grade" }
      if measure.scale.map(Self.scales.contains) != true { return "scale" }
      if measure.cut != nil { return "cut" }
    } else {
      if measure.cut == nil { return "cut" }
      if measure.subject != nil || measure.grade != nil || measure.scale != nil { return "exam" }
    }
    if let indicator = measure.indicator, indicators[indicator] == nil { return "indicator" }
    if let marks = measure.marks {
      let areMarks = !marks.isEmpty && marks.allSatisfy((2...5).contains)
      if measure.scale != "mark" || !areMarks || Set(marks).count != marks.count { return "marks" }
    }
    return nil
  }

  private func fits(_ entry: Crosswalk.Entry) -> Bool {
    let isTold = entry.note != nil
    return switch entry.match {
    case .exact: entry.conversion == .none
    case .converted: entry.conversion != .none && entry.conversion != .pointsToMark
    case .approximate: isTold
    case .none: isTold && entry.conversion == .none
    }
  }

  private static func isCut(_ cut: String) -> Bool {
    if cut == "all" { return true }
    let pairs = cut.split(separator: ";", omittingEmptySubsequences: false)
    let areNamed = pairs.allSatisfy {
      $0.wholeMatch(of: /(class|grade|level|moment|sex|stage|subject)=[^=;\s{}]+/) != nil
    }
    let names = pairs.map { $0.prefix { $0 != "=" } }
    return areNamed && zip(names, names.dropFirst()).allSatisfy { $0 < $1 }
  }

  private static func isWindow(_ window: Crosswalk.AsOf) -> Bool {
    let days = [window.from, window.until]
    return days.allSatisfy { $0.wholeMatch(of: /(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])/) != nil }
      && window.from <= window.until
  }
}

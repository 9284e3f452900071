internal import Foundation

/// What a school receives and has not chosen or made: the variables by which schools are alike.
///
/// The raw value is the code of the indicator of context it comes from; `town` has none. Results of a school, its staff
/// and its means are no part of the list, and cannot be: a school would be set beside those that do as well.
enum ContextVariable: String, CaseIterable, Codable, Sendable {
  case size = "ctx.size"
  case village = "ctx.rural"
  case town
  case selective = "ctx.selective"
  case parentsHigherEducation = "ctx.par_he_both_share"
  case singleParent = "ctx.single_parent_share"
  case lowIncome = "ctx.low_income_share"
  case unemployedParents = "ctx.unemployed_par_share"
  case specialNeeds = "ctx.ovz_share"
  case nonRussianHome = "ctx.nonrussian_home_share"
  case movedIn = "ctx.moved_in_share"

  /// Codes of the indicators read.
  static let codes = allCases.filter { $0 != .town }.map(\.rawValue)

  private enum Form { case logarithm, flag, share }

  private var form: Form {
    switch self {
    case .size: .logarithm
    case .village, .town, .selective: .flag
    default: .share
    }
  }

  /// How far a step of the standardized variable counts: the type of settlement takes two flags to tell.
  var scale: Double { self == .village || self == .town ? 0.7 : 1 }

  /// The variable of parts summed over the years, on the scale its distances are taken on: ln(roll), 0 or 1, or
  /// ln((*x* + ½)/(*n* − *x* + ½)).
  ///
  /// - Parameter latest: the numerator of the latest year; a flag is what it was last.
  func value(numerator: Double, denominator: Double, latest: Double) -> Double {
    switch form {
    case .logarithm: numerator > 0 ? log(numerator / denominator) : .nan
    case .flag: latest
    case .share: log((numerator + 0.5) / (denominator - numerator + 0.5))
    }
  }
}

/// The highest level of education a school teaches.
enum TaughtLevel: String, Codable, Sendable, CaseIterable {
  case primary = "noo"
  case basic = "ooo"
  case secondary = "soo"

  /// By the highest grade that has a class; without classes by the kind of the school.
  init(topGrade: Int?, kind: String?) {
    self =
      switch (topGrade, kind) {
      case (let grade?, _): grade >= 10 ? .secondary : grade >= 5 ? .basic : .primary
      case (nil, "primary"): .primary
      case (nil, "basic"): .basic
      default: .secondary
      }
  }
}

/// Schools that are never set beside each other.
enum SchoolClass: String, Codable, Sendable, CaseIterable {
  case general, special, evening

  init(kind: String?) { self = kind.flatMap(SchoolClass.init) ?? .general }
}

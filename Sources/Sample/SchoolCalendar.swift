/// The days of one school year, named by the calendar year in which it ends.
struct SchoolCalendar {
  let year: Int

  /// The day of the school year: from September on it is in the calendar year before.
  func day(_ month: Int, _ day: Int) -> Day { Day(month >= 9 ? year - 1 : year, month, day) }

  /// A day after the summer that follows the school year.
  func dayAfter(_ month: Int, _ day: Int) -> Day { Day(year, month, day) }

  var start: Day { day(9, 1) }
  /// The day as of which official statistics count.
  var census: Day { day(9, 20) }
  var end: Day { day(5, 31) }

  struct Period {
    let code: String
    let kind: String
    let starts: Day
    let ends: Day
  }

  var quarters: [Period] {
    [
      Period(code: "q1", kind: "quarter", starts: start, ends: day(10, 26)),
      Period(code: "q2", kind: "quarter", starts: day(11, 5), ends: day(12, 28)),
      Period(code: "q3", kind: "quarter", starts: day(1, 9), ends: day(3, 22)),
      Period(code: "q4", kind: "quarter", starts: day(4, 1), ends: end),
    ]
  }

  var halves: [Period] {
    [
      Period(code: "h1", kind: "half", starts: start, ends: day(12, 28)),
      Period(code: "h2", kind: "half", starts: day(1, 9), ends: end),
    ]
  }

  var whole: Period { Period(code: "year", kind: "year", starts: start, ends: end) }

  var periods: [Period] { quarters + halves + [whole] }
}

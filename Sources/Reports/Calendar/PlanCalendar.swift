package import Foundation
package import Postgres
import Schools

/// The deadlines of the plan as a calendar that other programs read (RFC 5545): a day each, with a reminder while somebody
/// has not answered.
package struct PlanCalendar: Sendable {
  package let text: String
  /// How many deadlines there are.
  package let count: Int

  /// The calendar of what `request` asks for and the scope may see; without a year, of all years.
  ///
  /// - Parameter now: when it is made.
  /// - Throws: ``ReportError`` of a parameter that is unknown or unfit.
  package init(_ request: PageRequest, at now: Date, _ db: Database) throws {
    try request.allow("year", "school", "municipality")
    let (filter, year) = (try PlanFilter(request, db), try request.number("year"))
    let deadlines = try PlanDeadline.all(filter, request.language, db)
      .filter { year == nil || $0.year == year }
    self.init(
      deadlines, reminderDays: Int(try db.threshold("plan_reminder_days")),
      names: try SchoolName.all(db, request.language).mapValues(\.name), at: now, request.language)
  }

  init(
    _ deadlines: [PlanDeadline], reminderDays: Int, names: [String: String], at now: Date,
    _ language: Language
  ) {
    let words = Wording(language)
    var calendar = CalendarText()
    calendar.add("BEGIN", "VCALENDAR")
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//soko//plan//\(language == .ru ? "RU" : "EN")")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("NAME", words: words("planTitle"))
    calendar.add("X-WR-CALNAME", words: words("planTitle"))
    calendar.add("REFRESH-INTERVAL;VALUE=DURATION", "P1D")
    for deadline in deadlines {
      let event = Event(deadline, names: names, words)
      event.write(to: &calendar, reminderDays: reminderDays, at: now)
    }
    calendar.add("END", "VCALENDAR")
    text = calendar.text
    count = deadlines.count
  }

  /// A deadline as an event of a day.
  private struct Event {
    let uid: String
    let day: String
    let summary: String
    let description: String
    let category: String
    /// Whether there is anything to be reminded of.
    let isOpen: Bool

    init(_ deadline: PlanDeadline, names: [String: String], _ words: Wording) {
      let figure = Figure(words.language)
      // The same for the same deadline, whenever the plan is loaded anew.
      uid = "\(deadline.key)@plan.soko"
      day = deadline.due.filter { $0 != "-" }
      summary = "\(deadline.object): \(deadline.fulfilled(words))"
      let late = deadline.lateSchools
      let shown = late.prefix(Self.shown).map { names[$0] ?? $0 }.joined(separator: ", ")
      let rest = late.count - Self.shown
      let lines = [
        (words("due"), figure.date(deadline.due)),
        (words("asked"), PlanPage.titles(deadline.asked, words.language)),
        (words("periodicity"), deadline.how(words)),
        (words("responsible"), deadline.responsible),
        (
          words("whoIsLate"),
          late.isEmpty ? "" : shown + (rest > 0 ? " +\(figure.integer(rest))" : "")
        ),
        (words("planItem"), deadline.origin),
      ]
      description = lines.filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1)" }
        .joined(separator: "\n")
      category = words("planTitle")
      isOpen = !deadline.isOver && deadline.answered < deadline.total
    }

    /// The schools that are named; of the others, how many.
    private static let shown = 20

    func write(to calendar: inout CalendarText, reminderDays: Int, at now: Date) {
      calendar.add("BEGIN", "VEVENT")
      calendar.add("UID", uid)
      calendar.add("DTSTAMP", now.formatted(Self.stamp))
      calendar.add("DTSTART;VALUE=DATE", day)
      calendar.add("SUMMARY", words: summary)
      calendar.add("DESCRIPTION", words: description)
      calendar.add("CATEGORIES", words: category)
      calendar.add("TRANSP", "TRANSPARENT")
      if isOpen {
        // The day begins at midnight, and people at nine.
        for trigger in ["PT9H"] + (reminderDays > 0 ? ["-P\(reminderDays - 1)DT15H"] : []) {
          calendar.add("BEGIN", "VALARM")
          calendar.add("ACTION", "DISPLAY")
          calendar.add("DESCRIPTION", words: summary)
          calendar.add("TRIGGER", trigger)
          calendar.add("END", "VALARM")
        }
      }
      calendar.add("END", "VEVENT")
    }

    private static let stamp = Date.ISO8601FormatStyle(
      dateSeparator: .omitted, timeSeparator: .omitted, timeZone: TimeZone(secondsFromGMT: 0)!)
  }
}

import Schools

/// What of the plan an operator looks at in the morning: what is over and who has not answered, and what comes next.
struct PlanSection {
  struct School {
    let name: String
    let href: String
    let separator: String
  }

  struct Row {
    let due: String
    let days: String
    let isLate: Bool
    let object: String
    let note: String
    let responsible: String
    let fulfilled: String
    let late: [School]
    let more: String?
  }

  /// Deadlines that are over are listed up to so many; of those ahead, the next ones and all that schools are reminded of.
  private static let (over, ahead, schools) = (10, 5, 5)

  let sentence: String
  let rows: [Row]
  let hasRows: Bool
  let plan: String

  /// Nil where there is no plan, or nothing of it is left to do.
  init?(_ deadlines: [PlanDeadline], names: [String: SchoolName], _ request: PageRequest) {
    let late = deadlines.filter { $0.late > 0 }
    let ahead = deadlines.filter { !$0.isOver && $0.answered < $0.total }
    guard !late.isEmpty || !ahead.isEmpty else { return nil }
    let next = ahead.enumerated().filter { $0.offset < Self.ahead || $0.element.soon > 0 }
      .map(\.element)
    // The freshest first: that is who can still be asked.
    let shown = late.reversed().prefix(Self.over) + next
    rows = shown.map { Row($0, names: names, limit: Self.schools, request) }
    hasRows = !rows.isEmpty
    plan = request.link("/plan")
    sentence = Self.sentence(late, next, Wording(request.language))
  }

  private static func sentence(
    _ late: [PlanDeadline], _ next: [PlanDeadline], _ words: Wording
  ) -> String {
    let schools = Set(late.flatMap(\.lateSchools)).count
    let (soon, awaited) = (next.filter { $0.soon > 0 }, next.map(\.soon).reduce(0, +))
    let isRussian = words.language == .ru
    var parts: [String] = []
    if late.isEmpty {
      parts.append(isRussian ? "Никто не опаздывает." : "Nobody is late.")
    } else {
      let (deadlines, who) = (words.count(late.count, .deadline), words.count(schools, .school))
      parts.append(
        isRussian
          ? "Просрочено: \(deadlines), не сдали — \(who)."
          : "Over: \(deadlines); late: \(who).")
    }
    if awaited > 0 {
      let deadlines = words.count(soon.count, .deadline)
      parts.append(
        isRussian
          ? "Напомнить сегодня: \(deadlines), ждём ответов — \(awaited)."
          : "To remind of today: \(deadlines), \(awaited) answers awaited.")
    }
    return parts.joined(separator: " ")
  }
}

extension PlanSection.Row {
  fileprivate init(
    _ deadline: PlanDeadline, names: [String: SchoolName], limit: Int, _ request: PageRequest
  ) {
    let (words, figure) = (Wording(request.language), Figure(request.language))
    due = figure.date(deadline.due)
    days = words.daysLeft(deadline.daysLeft)
    isLate = deadline.late > 0
    object = deadline.object
    note = deadline.origin
    responsible = deadline.responsible
    fulfilled = deadline.fulfilled(words)
    let codes = deadline.lateSchools
    let shown = codes.prefix(limit)
    late = shown.enumerated().map { index, code in
      PlanSection.School(
        name: names[code]?.name ?? code,
        href: request.link("/schools/\(PageRequest.part(code))"),
        separator: index + 1 < shown.count ? ", " : "")
    }
    let rest = codes.count - shown.count
    more = rest > 0 ? " +\(figure.integer(rest))" : nil
  }
}

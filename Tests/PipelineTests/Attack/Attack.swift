import Foundation

/// Whoever has kept the last publications and works out what was hidden in them.
///
/// The unknown are the counts that no publication showed; the equations are the totals that were shown and what anyone knows
/// of the catalog: cuts add up, and some indicators count the same. Written apart from the program, by other means: every
/// tie is looked for in the true figures themselves.
struct Attack {
  /// What is left of one hidden count.
  struct Remainder {
    let count: Reading.Count
    let value: Double
    let interval: ClosedRange<Double>
    /// How wide it must be.
    let need: Double

    var width: Double { interval.upperBound - interval.lowerBound }
    var isTooNarrow: Bool { width < need - 1e-4 }
  }

  let readings: [Reading]
  /// From how many units on an ordinary figure, and from which count on, is shown to this reader.
  let leastUnits: Double
  let leastCount: Double

  private typealias Terms = [(count: Reading.Count, sign: Double)]

  /// Every hidden figure that is small itself, with what is left of it.
  func remainders(where isAsked: (Reading.Count) -> Bool = { _ in true }) throws -> [Remainder] {
    var known: [Reading.Count: Reading.Figure] = [:]
    for reading in readings {
      for (count, figure) in reading.figures {
        var figure = figure
        figure.isOpen = figure.isOpen || known[count]?.isOpen == true
        known[count] = figure
      }
    }
    var needs: [Reading.Count: Double] = [:]
    var equations: [(terms: Terms, sum: Double)] = []
    for reading in readings {
      let rows = Dictionary(grouping: reading.figures.keys) { "\($0.school) \($0.year)" }
      for counts in rows.values { equations += ties(counts, known) }
      equations += totals(reading)
      let sums = OpenSums(reading)
      for (count, figure) in reading.figures where isSmall(figure) {
        let need = need(count, figure, sums)
        // What the sums of one publication have told stays told.
        needs[count] = min(needs[count] ?? .infinity, need)
      }
    }
    return try solve(known, equations, needs.filter { isAsked($0.key) })
  }

  // MARK: What is small

  private func isSmall(_ figure: Reading.Figure) -> Bool {
    if figure.kind == "flag" { return false }
    let small = 1.0..<(figure.isSensitive ? 10 : leastCount)
    let least = figure.isSensitive ? 20 : leastUnits
    if figure.isSensitive {
      if figure.units < least || small.contains(figure.value) { return true }
      return figure.kind != "count" && small.contains(figure.units - figure.value)
    }
    if figure.kind == "count" || figure.leastPublished < 5 { return false }
    return figure.units < least || figure.kind == "share" && small.contains(figure.value)
  }

  /// max(5, 20 %), or all that the open sums it is a part of leave.
  private func need(
    _ count: Reading.Count, _ figure: Reading.Figure, _ sums: OpenSums
  ) -> Double {
    let bounds = Self.bounds(figure)
    var (low, high) = (bounds.lowerBound, bounds.upperBound)
    if bounds == 0...figure.units {
      for territory in [figure.municipality, figure.region] {
        guard let sum = sums.territories[OpenSums.Column(count, territory)] else { continue }
        narrow(&low, &high, figure, sum.value, sum.units, sum.count)
      }
      for cut in ["all", Self.level(count.cut)].compactMap(\.self) where cut != count.cut {
        guard count.cut.hasPrefix("grade=") || count.cut.hasPrefix("level="),
          let whole = sums.schools[OpenSums.Column(count, count.school, cut: cut)],
          !isSmall(whole)
        else { continue }
        narrow(&low, &high, figure, whole.value, whole.units, 2)
      }
      // The same people counted among more, which is shown: nothing is left to hide.
      for (other, twin) in sums.twins(of: count)
      where twin.units > figure.units && twin.value == figure.value && !isSmall(twin) {
        if Self.isVariant(other, of: count) || Self.isVariant(count, of: other) { return 0 }
      }
    }
    return min(max(5, 0.2 * abs(figure.value)), max(0, high - low))
  }

  /// Sums of one publication by territory, and figures by school.
  private struct OpenSums {
    struct Column: Hashable {
      let owner: Int
      let year: Int
      let code: String
      let cut: String
      let isBase: Bool

      init(_ count: Reading.Count, _ owner: Int, cut: String? = nil, code: String? = nil) {
        self.owner = owner
        year = count.year
        self.code = code ?? count.code
        self.cut = cut ?? count.cut
        isBase = count.isBase
      }
    }

    var territories: [Column: (value: Double, units: Double, count: Int)] = [:]
    var schools: [Column: Reading.Figure] = [:]

    /// The figures of the same school, year and cut.
    func twins(of count: Reading.Count) -> [(Reading.Count, Reading.Figure)] {
      alike[Column(count, count.school, code: "")] ?? []
    }

    private var alike: [Column: [(Reading.Count, Reading.Figure)]] = [:]

    init(_ reading: Reading) {
      for (count, figure) in reading.figures {
        alike[Column(count, count.school, code: ""), default: []].append((count, figure))
        schools[Column(count, count.school)] = figure
        for territory in [figure.municipality, figure.region] {
          var sum = territories[Column(count, territory)] ?? (0, 0, 0)
          sum.value += figure.value
          sum.units += figure.units
          sum.count += 1
          territories[Column(count, territory)] = sum
        }
      }
    }
  }

  private func narrow(
    _ low: inout Double, _ high: inout Double, _ figure: Reading.Figure, _ value: Double,
    _ units: Double, _ parts: Int
  ) {
    guard parts > 1 else { return }
    high = min(high, value)
    low = max(low, figure.units - (units - value))
  }

  private static func bounds(_ figure: Reading.Figure) -> ClosedRange<Double> {
    let range: ClosedRange<Double> =
      switch (figure.kind, figure.unit) {
      case ("count", _): 0...1e7
      case ("mean", "mark"): 2 * figure.units...5 * figure.units
      case ("mean", "share"): 0...figure.units
      case ("mean", "point"): 0...100 * figure.units
      case ("mean", _): -100 * figure.units...100 * figure.units
      default: 0...figure.units
      }
    return min(range.lowerBound, figure.value)...max(range.upperBound, figure.value)
  }

  // MARK: What ties figures

  private static func level(_ cut: String) -> String? {
    guard cut.hasPrefix("grade="), let grade = Int(cut.dropFirst(6)) else { return nil }
    return grade < 5 ? "level=noo" : grade < 10 ? "level=ooo" : "level=soo"
  }

  /// Whether the cuts of a key add up to `all`, or to all units.
  private static func adds(_ key: String, _ code: String, _ hasWhole: Bool) -> Bool {
    switch key {
    case "grade", "level": hasWhole
    case "subject": hasWhole && ["int.marks.sou", "cond.staffing_qualified_share"].contains(code)
    case "stage": ["health.group_share", "qa.vpr_journal_match"].contains(code)
    default: false
    }
  }

  /// Ties within one school's year.
  private func ties(
    _ counts: [Reading.Count], _ known: [Reading.Count: Reading.Figure]
  ) -> [(terms: Terms, sum: Double)] {
    var found: [(Terms, Double)] = []
    func value(_ count: Reading.Count) -> Double { known[count]?.value ?? .nan }
    func units(_ count: Reading.Count) -> Double { known[count]?.units ?? .nan }
    func add(_ parts: [Reading.Count], _ whole: Reading.Count?) {
      let sum = parts.map(value).reduce(0, +)
      if let whole {
        guard !parts.isEmpty, abs(sum - value(whole)) < 1e-6 else { return }
        found.append((parts.map { ($0, 1) } + [(whole, -1)], 0))
      } else {
        guard parts.count > 1, Set(parts.map(units)).count == 1, abs(sum - units(parts[0])) < 1e-6
        else { return }
        found.append((parts.map { ($0, 1) }, sum))
      }
    }
    let byCode = Dictionary(grouping: counts.filter { !$0.isBase }, by: \.code)
    for counts in byCode.values {
      let all = counts.first { $0.cut == "all" }
      let keys = Set(counts.compactMap { $0.cut.split(separator: "=").first.map(String.init) })
      for key in keys where Self.adds(key, counts[0].code, all != nil) {
        add(counts.filter { $0.cut.hasPrefix(key + "=") && !$0.cut.contains(";") }, all)
      }
      for whole in counts where whole.cut.hasPrefix("level=") {
        add(counts.filter { Self.level($0.cut) == whole.cut }, whole)
      }
      for whole in counts where whole.cut.hasPrefix("moment=") {
        add(
          counts.filter { $0.cut.hasPrefix("level=") && $0.cut.hasSuffix(";" + whole.cut) }, whole)
      }
    }
    found += twins(counts, value, units)
    return found
  }

  /// The same people under two codes: variants of one indicator, those who did and who did not, and sums of two.
  private func twins(
    _ counts: [Reading.Count], _ value: (Reading.Count) -> Double,
    _ units: (Reading.Count) -> Double
  ) -> [(terms: Terms, sum: Double)] {
    var found: [(Terms, Double)] = []
    let sorted = counts.sorted { ($0.code, $0.cut) < ($1.code, $1.cut) }
    for one in sorted {
      for other in sorted where one != other {
        if Self.isVariant(other, of: one), value(one) == value(other) {
          found.append(([(one, 1), (other, -1)], 0))
        }
        let sum = value(one) + value(other)
        if Self.isOpposite(other, of: one), sum == units(one) {
          found.append(([(one, 1), (other, 1)], sum))
        }
      }
    }
    for sum in [
      ["tea.cat_first_share", "tea.cat_highest_share", "tea.cat_first_or_highest_share"],
      [
        "int.grade11.honours_share.medal1", "int.grade11.honours_share.medal2",
        "int.grade11.honours_share",
      ],
    ] {
      let terms = sum.compactMap { code in counts.first { $0.code == code && $0.cut == "all" } }
      if terms.count == 3, value(terms[0]) + value(terms[1]) == value(terms[2]) {
        found.append(([(terms[0], 1), (terms[1], 1), (terms[2], -1)], 0))
      }
    }
    return found
  }

  private static func isVariant(_ other: Reading.Count, of one: Reading.Count) -> Bool {
    if other.code.hasPrefix(one.code + ".of_") { return one.cut == other.cut }
    guard one.code.hasPrefix("health.deviation_ratio") else { return false }
    let share = one.code.replacingOccurrences(of: "ratio_entry_to_14", with: "share")
    return other.code == share && other.cut == (one.isBase ? "stage=age14" : "stage=entry")
  }

  private static func isOpposite(_ other: Reading.Count, of one: Reading.Count) -> Bool {
    guard other.code.hasPrefix("ext.below_min.gia9_share"), one.cut == other.cut else {
      return false
    }
    return one.code
      == other.code.replacingOccurrences(of: "below_min.gia9", with: "gia9.pass")
  }

  private func totals(_ reading: Reading) -> [(terms: Terms, sum: Double)] {
    var members: [Reading.Total: [Bool: [Reading.Count]]] = [:]
    for (count, figure) in reading.figures {
      for territory in [figure.municipality, figure.region] {
        let total = Reading.Total(
          territory: territory, year: count.year, code: count.code, cut: count.cut)
        if reading.openTotals.contains(total) {
          members[total, default: [:]][count.isBase, default: []].append(count)
        }
      }
    }
    return members.values.flatMap { parts in
      parts.values.map { counts in
        let sum = counts.map { reading.figures[$0]?.value ?? 0 }.reduce(0, +)
        return (counts.map { ($0, 1.0) }, sum)
      }
    }
  }

  // MARK: What is left

  /// Parts of the figures that share no equation are solved apart.
  private func solve(
    _ known: [Reading.Count: Reading.Figure], _ equations: [(terms: Terms, sum: Double)],
    _ needs: [Reading.Count: Double]
  ) throws -> [Remainder] {
    let hidden = known.filter { !$0.value.isOpen }.keys.sorted { "\($0)" < "\($1)" }
    let numbers = Dictionary(uniqueKeysWithValues: hidden.enumerated().map { ($1, $0) })
    var reduced: [LinearProgram.Equation] = []
    for equation in equations {
      var sum = equation.sum
      var terms: [(variable: Int, sign: Double)] = []
      for term in equation.terms {
        if let number = numbers[term.count] {
          terms.append((number, term.sign))
        } else {
          sum -= term.sign * (known[term.count]?.value ?? 0)
        }
      }
      if !terms.isEmpty { reduced.append(.init(terms: terms, sum: sum)) }
    }
    var found: [Remainder] = []
    for part in Self.components(hidden.count, reduced) {
      let local = Dictionary(uniqueKeysWithValues: part.variables.enumerated().map { ($1, $0) })
      let asked = part.variables.filter { needs[hidden[$0]] != nil }
      guard !asked.isEmpty else { continue }
      let program = LinearProgram(
        bounds: part.variables.map { known[hidden[$0]].map(Self.bounds) ?? 0...0 },
        equations: part.equations.map { index in
          .init(
            terms: reduced[index].terms.map { (local[$0.variable] ?? 0, $0.sign) },
            sum: reduced[index].sum)
        })
      let intervals = try program.extremes(of: asked.map { local[$0] ?? 0 })
      for (variable, interval) in zip(asked, intervals) {
        let count = hidden[variable]
        found.append(
          Remainder(
            count: count, value: known[count]?.value ?? 0, interval: interval,
            need: needs[count] ?? 0))
      }
    }
    // What was once shown leaves nothing.
    for (count, need) in needs where known[count]?.isOpen == true {
      let value = known[count]?.value ?? 0
      found.append(Remainder(count: count, value: value, interval: value...value, need: need))
    }
    return found
  }

  private static func components(
    _ count: Int, _ equations: [LinearProgram.Equation]
  ) -> [(variables: [Int], equations: [Int])] {
    var parent = Array(0..<count)
    func root(_ start: Int) -> Int {
      var node = start
      while parent[node] != node { node = parent[node] }
      return node
    }
    for equation in equations {
      let first = root(equation.terms[0].variable)
      for term in equation.terms { parent[root(term.variable)] = first }
    }
    var parts: [Int: (variables: [Int], equations: [Int])] = [:]
    for variable in 0..<count {
      parts[root(variable), default: ([], [])].variables.append(variable)
    }
    for (index, equation) in equations.enumerated() {
      parts[root(equation.terms[0].variable), default: ([], [])].equations.append(index)
    }
    return parts.keys.sorted().compactMap { parts[$0] }
  }
}

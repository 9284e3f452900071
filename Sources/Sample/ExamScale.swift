/// The scale of one exam after grade 9: highest primary score and the least scores of marks 3, 4 and 5.
struct ExamScale {
  let subject: String
  let maximum: Int
  let cuts: [Int]
  /// How often it is chosen; the day and month of the main period.
  let weight: Double
  let month: Int
  let day: Int

  /// The primary score of a pupil of `strength`, in standard deviations between pupils.
  ///
  /// The least scores of the marks lie at −1.9, −0.35 and 0.85; between them the scale is linear.
  func primary(_ strength: Double) -> Int {
    let knots: [(Double, Double)] = [
      (-3.6, 0), (-1.9, Double(cuts[0])), (-0.35, Double(cuts[1])), (0.85, Double(cuts[2])),
      (2.6, Double(maximum)),
    ]
    guard strength > knots[0].0 else { return 0 }
    for (low, high) in zip(knots, knots.dropFirst()) where strength < high.0 {
      return Int(low.1 + (high.1 - low.1) * (strength - low.0) / (high.0 - low.0))
    }
    return maximum
  }

  func mark(_ primary: Int) -> Int {
    2 + cuts.reduce(0) { $0 + (primary >= $1 ? 1 : 0) }
  }

  static let mandatory: [ExamScale] = [
    ExamScale(subject: "rus", maximum: 33, cuts: [15, 23, 29], weight: 1, month: 6, day: 9),
    ExamScale(subject: "mat", maximum: 31, cuts: [8, 15, 22], weight: 1, month: 6, day: 3),
  ]

  static let electives: [ExamScale] = [
    ExamScale(subject: "soc", maximum: 37, cuts: [14, 24, 32], weight: 0.36, month: 5, day: 27),
    ExamScale(subject: "geo", maximum: 31, cuts: [12, 19, 26], weight: 0.30, month: 5, day: 21),
    ExamScale(subject: "inf", maximum: 21, cuts: [5, 11, 17], weight: 0.28, month: 5, day: 30),
    ExamScale(subject: "bio", maximum: 48, cuts: [13, 26, 38], weight: 0.22, month: 5, day: 22),
    ExamScale(subject: "eng", maximum: 68, cuts: [29, 46, 58], weight: 0.12, month: 5, day: 24),
    ExamScale(subject: "che", maximum: 40, cuts: [10, 21, 31], weight: 0.10, month: 6, day: 11),
    ExamScale(subject: "phy", maximum: 45, cuts: [11, 23, 35], weight: 0.12, month: 6, day: 12),
    ExamScale(subject: "his", maximum: 37, cuts: [11, 21, 30], weight: 0.04, month: 6, day: 13),
    ExamScale(subject: "lit", maximum: 37, cuts: [15, 24, 32], weight: 0.03, month: 6, day: 14),
  ]
}

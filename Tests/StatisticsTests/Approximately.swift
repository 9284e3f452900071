/// Whether two numbers agree to a relative accuracy, or to the same absolute one near zero.
func agree(_ a: Double, _ b: Double, within accuracy: Double) -> Bool {
  abs(a - b) <= accuracy * max(1, abs(b))
}

func agree(_ a: [Double], _ b: [Double], within accuracy: Double) -> Bool {
  a.count == b.count
    && zip(a, b).allSatisfy { agree($0, $1, within: accuracy) || $0.isNaN && $1.isNaN }
}

/// A symmetric matrix of two rows: of intercepts and slopes. Without a slope all but `a` is 0.
struct Symmetric2: Hashable {
  var a = 0.0
  var b = 0.0
  var d = 0.0

  static func + (left: Symmetric2, right: Symmetric2) -> Symmetric2 {
    Symmetric2(a: left.a + right.a, b: left.b + right.b, d: left.d + right.d)
  }
}

/// How a group's rows weigh, given the covariance Ψ of its effects relative to the variance of the rest.
///
/// With *S* = *Z'Z* of the group: *K* = (*I* + *SΨ*)⁻¹, *W* = *ΨK* and |*V*| = |*I* + *SΨ*|. Then
/// *Z'V⁻¹M* = *K·Z'M*, and *W* is the conditional covariance of the effects.
struct GroupWeights {
  /// K, row by row.
  let k11: Double
  let k12: Double
  let k21: Double
  let k22: Double
  let w: Symmetric2
  let determinant: Double

  @inline(__always)
  init(_ s: Symmetric2, _ psi: Symmetric2) {
    let m11 = 1 + s.a * psi.a + s.b * psi.b
    let m12 = s.a * psi.b + s.b * psi.d
    let m21 = s.b * psi.a + s.d * psi.b
    let m22 = 1 + s.b * psi.b + s.d * psi.d
    determinant = m11 * m22 - m12 * m21
    k11 = m22 / determinant
    k12 = -m12 / determinant
    k21 = -m21 / determinant
    k22 = m11 / determinant
    w = Symmetric2(
      a: psi.a * k11 + psi.b * k21, b: psi.a * k12 + psi.b * k22, d: psi.b * k12 + psi.d * k22)
  }
}

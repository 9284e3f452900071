internal import Schools

/// What is wrong with how an input was read; nothing when all is well.
package enum FuzzResult {
  package static let longest = 10.0

  /// Reads an input and returns what must not be: a slow reading, an unknown code, a value in a problem, an error.
  package static func complaint(about input: FuzzInput) -> (complaint: String?, isRejected: Bool) {
    do {
      let reading = try Reading(input.bytes, name: input.fileName)
      if reading.seconds > longest { return ("it took \(reading.seconds) s", false) }
      if let code = reading.codes.first(where: { !ProblemCatalog.contains($0) }) {
        return ("\(code) is in no catalog", true)
      }
      if let secret = reading.leak(of: input.secrets) { return ("a problem shows \(secret)", true) }
      return (nil, reading.isRejected)
    } catch {
      return ("it threw \(error)", false)
    }
  }
}

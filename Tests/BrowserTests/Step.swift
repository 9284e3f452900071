/// One thing a person does, by the words the person sees on the page.
struct Step: Encodable, Sendable {
  private enum Given {
    case text(String)
    case parts([String: String])
  }

  private let verb: String
  private var given: Given

  static func open(_ path: String) -> Step { Step(verb: "open", given: .text(path)) }
  static func press(_ button: String) -> Step { Step(verb: "press", given: .text(button)) }
  static func follow(_ link: String) -> Step { Step(verb: "follow", given: .text(link)) }
  static func unfold(_ summary: String) -> Step { Step(verb: "unfold", given: .text(summary)) }
  static func check(_ box: String) -> Step { Step(verb: "check", given: .text(box)) }
  static let reload = Step(verb: "reload", given: .text(""))
  /// Waits until the page holds the text.
  static func see(_ text: String) -> Step { Step(verb: "see", given: .text(text)) }

  static func fill(_ label: String, _ text: String) -> Step {
    Step(verb: "fill", given: .parts(["label": label, "text": text]))
  }

  static func pick(_ label: String, _ option: String) -> Step {
    Step(verb: "pick", given: .parts(["label": label, "text": option]))
  }

  static func choose(_ label: String, file: String) -> Step {
    Step(verb: "choose", given: .parts(["label": label, "file": file]))
  }

  static func download(_ link: String, to file: String) -> Step {
    Step(verb: "download", given: .parts(["name": link, "to": file]))
  }

  /// The step with what stands in braces taken from `values`.
  func filled(_ values: [String: String]) -> Step {
    func filled(_ text: String) -> String {
      values.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
    }
    var step = self
    step.given =
      switch given {
      case .text(let text): .text(filled(text))
      case .parts(let parts): .parts(parts.mapValues(filled))
      }
    return step
  }

  private struct Verb: CodingKey {
    let stringValue: String
    let intValue: Int? = nil
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Verb.self)
    let key = Verb(stringValue: verb)
    switch given {
    case .text(let text): try container.encode(text, forKey: key)
    case .parts(let parts): try container.encode(parts, forKey: key)
    }
  }
}

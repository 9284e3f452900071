import Schools

extension Wording {
  /// An analogue by its name, a saved set by its title.
  func list(_ code: String, title: String?) -> String {
    guard AnalogueKind(code: code) == .set else { return analogue(code) }
    let name = title ?? String(code.dropFirst(AnalogueKind.setPrefix.count))
    return language == .ru ? "набор «\(name)»" : "set “\(name)”"
  }

  /// «среднее общее образование, село; не учтено: малокомплектность»; nil for a list that is not of a kind.
  func kind(_ basis: AnalogueList.Basis) -> String? {
    guard let type = basis.type else { return nil }
    let terms = [
      type == "common" ? nil : schoolKind(type), basis.level.map { kindTerm("level.\($0)") },
      basis.settlement.map(settlement),
      basis.small.map { kindTerm($0 ? "small" : "notSmall") },
    ].compactMap(\.self)
    let kept = terms.isEmpty ? kindTerm("any") : terms.joined(separator: ", ")
    guard let dropped = basis.dropped, !dropped.isEmpty else { return kept }
    let list = dropped.map { kindTerm("dropped.\($0)") }.joined(separator: ", ")
    return "\(kept); \(kindTerm("dropped")): \(list)"
  }

  private func kindTerm(_ code: String) -> String { Self.kindTerms[code]?[language] ?? code }

  private static let kindTerms: [String: Words] = [
    "level.primary": Words(ru: "начальное общее образование", en: "primary education"),
    "level.basic": Words(ru: "основное общее образование", en: "basic education"),
    "level.secondary": Words(ru: "среднее общее образование", en: "secondary education"),
    "small": Words(ru: "малокомплектные", en: "small"),
    "notSmall": Words(ru: "не малокомплектные", en: "not small"),
    "any": Words(ru: "все общеобразовательные школы", en: "all schools of general education"),
    "dropped": Words(ru: "не учтено", en: "left out of account"),
    "dropped.small": Words(ru: "малокомплектность", en: "whether small"),
    "dropped.settlement": Words(ru: "поселение", en: "settlement"),
    "dropped.level": Words(ru: "уровень образования", en: "level of education"),
  ]
}

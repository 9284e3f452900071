import Schools

extension Wording {
  /// What parts of a page that scroll by themselves are called, where nothing on the page names them.
  static let regionWords: [String: Words] = [
    "chart": Words(ru: "График", en: "Chart")
  ]
}

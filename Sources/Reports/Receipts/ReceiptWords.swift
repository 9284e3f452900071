package import Schools

/// The sentences of a receipt, the same on a page and in a terminal.
package struct ReceiptWords: Sendable {
  package let language: Language
  private let words: Wording
  private let figure: Figure

  package init(_ language: Language) {
    self.language = language
    words = Wording(language)
    figure = Figure(language)
  }

  /// What became of the bundle: «отклонён · в базе ничего не изменилось».
  package func outcome(_ state: String) -> String {
    let unchanged = language == .ru ? " · в базе ничего не изменилось" : " · nothing was changed"
    return words.state(state)
      + (["rejected", "superseded", "quarantined", "waiting"].contains(state) ? unchanged : "")
  }

  /// «214 ошибок в 2 файлах, 3 предупреждения.»
  package func counts(_ groups: [ProblemGroup]) -> String {
    let (errors, warnings) = (
      groups.filter { $0.severity == .rejected }, groups.filter { $0.severity == .warning }
    )
    let (wrong, doubtful) = (errors.map(\.total).reduce(0, +), warnings.map(\.total).reduce(0, +))
    guard wrong + doubtful > 0 else { return language == .ru ? "Замечаний нет." : "No problems." }
    var parts: [String] = []
    if wrong > 0 {
      let files = Set(errors.flatMap { $0.kept.compactMap(\.location.file) }).count
      parts.append(words.count(wrong, .problem) + inFiles(files))
    }
    if doubtful > 0 { parts.append(words.count(doubtful, .warning)) }
    return parts.joined(separator: ", ") + "."
  }

  private func inFiles(_ count: Int) -> String {
    guard count > 0 else { return "" }
    switch language {
    case .ru:
      let isOne = count % 10 == 1 && count % 100 != 11
      return " в \(figure.integer(count)) \(isOne ? "файле" : "файлах")"
    case .en: return " in \(figure.integer(count)) \(count == 1 ? "file" : "files")"
    }
  }

  /// What its sender does next.
  package func nextStep(_ state: String, school: String?, hasWarnings: Bool) -> String {
    let code = school ?? "?"
    let sentence: Words =
      switch state {
      case "queued":
        Words(
          ru: "Делать ничего не нужно: пакет загрузится при следующей загрузке.",
          en: "Nothing to do: the bundle loads with the next load.")
      case "waiting":
        Words(
          ru:
            "Пакет загрузится сам, когда придёт реестр, где есть школа \(code). Если код школы неверен, исправьте его и отправьте пакет снова.",
          en:
            "The bundle loads by itself when a register names the school \(code). If the code is wrong, mend it and send the bundle again."
        )
      case "done":
        hasWarnings
          ? Words(
            ru:
              "Данные загружены. Просмотрите предупреждения; если что-то неверно, отправьте исправленный пакет с более поздним soko:asOf.",
            en:
              "The data are loaded. Look through the warnings; if something is wrong, send a mended bundle with a later soko:asOf."
          )
          : Words(
            ru: "Данные загружены, делать ничего не нужно.",
            en: "The data are loaded; there is nothing to do.")
      case "rejected":
        Words(
          ru: "Исправьте ошибки и отправьте пакет снова. До тех пор действуют прежние данные.",
          en: "Mend the errors and send the bundle again. Until then the data of before hold.")
      case "superseded":
        Words(
          ru:
            "Действуют более новые данные. Если верны эти, отправьте их с более поздним soko:asOf.",
          en: "Newer data hold. If these are the right ones, send them with a later soko:asOf.")
      case "reverted":
        Words(
          ru:
            "Пакет отменён: действует то, что прислано помимо него. Верные данные отправьте новым пакетом.",
          en:
            "The bundle is taken back: what was sent beside it holds. Send the right data as another bundle."
        )
      default:
        Words(
          ru:
            "Сообщите оператору номер пакета. До тех пор действуют прежние данные; снова отправлять пакет не нужно.",
          en:
            "Tell the operator the number of the bundle. Until then the data of before hold; there is no need to send it again."
        )
      }
    return sentence[language]
  }

  /// A decision of the department that made a problem weigh otherwise.
  package func decision(_ decision: ProblemPolicy.Decision) -> String {
    let isEverywhere = decision.table == ProblemPolicy.Decision.anyTable
    let day = figure.date(decision.decidedOn)
    switch language {
    case .ru:
      return "\(decision.code)\(isEverywhere ? "" : " в \(decision.table)") — "
        + "\(severity(decision.severity)) по решению: \(decision.decidedBy), \(day). \(decision.reason)"
    case .en:
      return "\(decision.code)\(isEverywhere ? "" : " in \(decision.table)") is "
        + "\(decision.severity == .rejected ? "an error" : "a warning") by decision: \(decision.decidedBy), \(day). \(decision.reason)"
    }
  }

  package func severity(_ severity: Problem.Severity) -> String {
    switch (severity, language) {
    case (.rejected, .ru): "ошибка"
    case (.rejected, .en): "error"
    case (.warning, .ru): "предупреждение"
    case (.warning, .en): "warning"
    }
  }
}

extension Problem {
  /// Whether the problem says that a file holds personal data, or that it may, for it could not be looked
  /// through. Nothing of such a file is shown again, not even to whoever sent it.
  package var isOfPersonalData: Bool {
    code.contains("personal") || code == "intake.file_unchecked"
      || code == "intake.workbook_unchecked" || code.hasSuffix("_unsealed")
  }
}

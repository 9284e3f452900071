extension BundleDescriptor {
  /// A column of the file: its name, its Data Package type, and how its cells are written.
  ///
  /// What is declared wins over what would be recognized: then nothing else is a value of the column.
  package struct Field: Hashable, Sendable {
    /// What a plain number of a share means.
    package enum Unit: String, Hashable, Sendable, CaseIterable {
      /// 0.45 and 45% are the same.
      case share
      /// 45 and 45% are the same.
      case percent
    }

    package var name: String
    package var type: String
    /// Of numbers: the decimal mark.
    package var decimalChar: String?
    /// Of numbers: what divides thousands.
    package var groupChar: String?
    /// Of dates: how they are written.
    package var format: String?
    /// Texts that stand for an empty cell of this column.
    package var missingValues: [String]?
    package var unit: Unit?

    package init(name: String, type: String) {
      self.name = name
      self.type = type
    }

    /// How numbers are written; undeclared as well when the declaration is none that can be.
    var numbers: NumberNotation {
      NumberNotation(decimalChar: decimalChar, groupChar: groupChar) ?? .undeclared
    }

    /// How dates are written; nil when nothing usable is declared.
    var dates: DateNotation? { format.flatMap(DateNotation.init(format:)) }
  }
}

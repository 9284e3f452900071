package import Schools

extension BundleKind {
  /// The tables that bundles of this kind may bring; a table stands after the tables it refers to.
  package var tables: [RecordTable] {
    switch self {
    case .school: RecordTable.all
    case .register: RecordTable.registers
    case .aggregate: RecordTable.aggregates
    }
  }
}

import Schools

/// The kinds and sizes of schools that a municipality of the sample is filled with.
struct SchoolType {
  enum Kind: String {
    case basic, secondary, gymnasium, lyceum, advanced
  }

  enum Settlement: String {
    case city, town, village
  }

  let kind: Kind
  let settlement: Settlement
  /// Pupils of all grades, about.
  let size: Int
  let cluster: SampleCluster

  var hasUpperGrades: Bool { kind != .basic }
  var topGrade: Int { hasUpperGrades ? 11 : 9 }

  /// The social background that such a school's pupils have on average, in standard deviations.
  var meanContext: Double {
    let bySettlement =
      switch settlement {
      case .city: 0.4
      case .town: 0.0
      case .village: -0.5
      }
    let byKind =
      switch kind {
      case .gymnasium: 0.8
      case .lyceum: 0.6
      case .advanced: 0.4
      case .secondary, .basic: 0.0
      }
    return bySettlement + byKind
  }

  /// The title of a school of the kind, before its number.
  var title: Words {
    switch kind {
    case .basic: Words(ru: "Основная школа", en: "Basic school")
    case .secondary: Words(ru: "Школа", en: "School")
    case .gymnasium: Words(ru: "Гимназия", en: "Gymnasium")
    case .lyceum: Words(ru: "Лицей", en: "Lyceum")
    case .advanced: Words(ru: "Школа с углублённым изучением", en: "Advanced school")
    }
  }
}

extension SchoolType {
  /// Ten schools of a city, the largest first.
  static let city: [SchoolType] = [
    SchoolType(kind: .gymnasium, settlement: .city, size: 900, cluster: .academic),
    SchoolType(kind: .secondary, settlement: .city, size: 560, cluster: .social),
    SchoolType(kind: .lyceum, settlement: .city, size: 500, cluster: .academic),
    SchoolType(kind: .secondary, settlement: .city, size: 420, cluster: .social),
    SchoolType(kind: .advanced, settlement: .city, size: 390, cluster: .academic),
    SchoolType(kind: .secondary, settlement: .city, size: 340, cluster: .strained),
    SchoolType(kind: .secondary, settlement: .city, size: 320, cluster: .academic),
    SchoolType(kind: .secondary, settlement: .city, size: 290, cluster: .social),
    SchoolType(kind: .secondary, settlement: .city, size: 260, cluster: .academic),
    SchoolType(kind: .basic, settlement: .city, size: 160, cluster: .strained),
  ]

  /// Ten schools of a rural district and its town, the largest first.
  static let district: [SchoolType] = [
    SchoolType(kind: .advanced, settlement: .town, size: 390, cluster: .academic),
    SchoolType(kind: .secondary, settlement: .town, size: 300, cluster: .social),
    SchoolType(kind: .secondary, settlement: .village, size: 190, cluster: .strained),
    SchoolType(kind: .secondary, settlement: .town, size: 260, cluster: .academic),
    SchoolType(kind: .secondary, settlement: .village, size: 170, cluster: .social),
    SchoolType(kind: .secondary, settlement: .village, size: 150, cluster: .strained),
    SchoolType(kind: .secondary, settlement: .village, size: 140, cluster: .academic),
    SchoolType(kind: .secondary, settlement: .village, size: 130, cluster: .strained),
    SchoolType(kind: .secondary, settlement: .village, size: 120, cluster: .social),
    SchoolType(kind: .basic, settlement: .village, size: 90, cluster: .social),
  ]
}

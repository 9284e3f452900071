package import Schools

/// All that a cluster model of one region in one year is computed from.
package struct ClusterInput: Sendable {
  /// A key indicator with what its passport says.
  package struct Column: Hashable, Sendable, Codable {
    package let code: String
    package let cut: String
    package let criterion: Int
    package let kind: Indicator.Kind
    /// As it is called in a cluster's name.
    package let label: Words

    package init(
      code: String, cut: String, criterion: Int, kind: Indicator.Kind, label: Words
    ) {
      self.code = code
      self.cut = cut
      self.criterion = criterion
      self.kind = kind
      self.label = label
    }
  }

  package struct School: Sendable {
    package let code: String
    package let hasData: Bool
    package let cells: [KeyCell?]

    package init(code: String, hasData: Bool, cells: [KeyCell?]) {
      self.code = code
      self.hasData = hasData
      self.cells = cells
    }
  }

  /// The clusters of an earlier year, to know them again.
  package struct Earlier: Hashable, Sendable {
    package let year: Int
    /// The identity of each school's cluster, by code.
    package let identities: [String: Int]

    package init(year: Int, identities: [String: Int]) {
      self.year = year
      self.identities = identities
    }
  }

  package let year: Int
  /// The ОКТМО code.
  package let region: String
  package let columns: [Column]
  package let limits: Thresholds
  package let seed: UInt64
  /// By code.
  package let schools: [School]
  /// The latest earlier year with clusters; nil when there is none.
  package let earlier: Earlier?
  /// The greatest identity of any earlier year; 0 for none.
  package let lastIdentity: Int

  package init(
    year: Int, region: String, columns: [Column], limits: Thresholds, seed: UInt64,
    schools: [School], earlier: Earlier?, lastIdentity: Int
  ) {
    self.year = year
    self.region = region
    self.columns = columns
    self.limits = limits
    self.seed = seed
    self.schools = schools
    self.earlier = earlier
    self.lastIdentity = lastIdentity
  }
}

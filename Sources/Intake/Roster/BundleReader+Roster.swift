extension BundleReader {
  private var roster: RosterBundle? { content as? RosterBundle }

  /// Whether its rows follow from it and from the bundles before it, which must be told by ``stand(on:)``.
  package var isDelta: Bool { roster?.isDelta ?? false }

  /// Whether it holds identifiers of people as their sender wrote them: such a bundle is not stored.
  package var isUnsealed: Bool {
    roster?.isUnsealed ?? (content as? ExportBundle)?.isUnsealed ?? false
  }

  /// Whether another system exported it in a layout of its own.
  package var isExport: Bool { content is ExportBundle }

  /// Says which bundles a delta stands on, the first first; those of another format do not count.
  package func stand(on earlier: [BundleReader]) { roster?.stand(on: earlier.compactMap(\.roster)) }
}

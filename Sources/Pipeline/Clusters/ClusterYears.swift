import Statistics

/// Which clusters of this year are those of an earlier one.
struct ClusterYears {
  /// Of each cluster, known again from year to year.
  let identities: [Int]
  /// Nil in the first year.
  let change: ClusterProfile.Change?

  /// - Parameter schools: the model's schools, in the order of the structure's labels.
  init(_ input: ClusterInput, _ schools: [Int], _ found: ClusterModel.Structure) {
    guard let earlier = input.earlier else {
      identities = (0..<found.clusters).map { input.lastIdentity + $0 + 1 }
      change = nil
      return
    }
    let known = Array(Set(earlier.identities.values)).sorted()
    let before = schools.map { school in
      earlier.identities[input.schools[school].code].flatMap { known.firstIndex(of: $0) }
    }
    let alignment = LabelAlignment(
      earlier: before, earlierCount: known.count, new: found.labels, newCount: found.clusters,
      least: input.limits("cluster_same"))
    var next = input.lastIdentity
    let identities = alignment.continued.map { cluster in
      if let cluster { return known[cluster] }
      next += 1
      return next
    }
    self.identities = identities
    change = ClusterProfile.Change(
      year: earlier.year, adjustedRand: alignment.adjustedRand,
      moves: known.indices.flatMap { from in
        identities.indices.compactMap { to in
          let count = alignment.transitions[from][to]
          return count > 0
            ? ClusterProfile.Change.Move(from: known[from], to: identities[to], schools: count)
            : nil
        }
      })
  }
}

/// The program's version; a run remembers it, and another version computes everything anew.
package enum Version {
  package static let current = "0.1.0"
}

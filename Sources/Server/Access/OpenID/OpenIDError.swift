/// Why a provider lets nobody in; for the log of the service, so without anything of whom it was about.
enum OpenIDError: Error, Hashable, CustomStringConvertible {
  /// It does not answer, or with this status.
  case unreachable(String)
  /// It answers otherwise than the protocol says.
  case malformed(String)
  /// A token that is not for us, not of this entry, not in time, or not signed by the provider.
  case tokenUnfit(String)

  var description: String {
    switch self {
    case .unreachable(let what): "the provider does not answer: \(what)"
    case .malformed(let what): "the provider's answer is unfit: \(what)"
    case .tokenUnfit(let what): "the token is unfit: \(what)"
    }
  }
}

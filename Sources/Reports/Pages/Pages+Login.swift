import Schools

/// The form by which people come in.
package struct LoginForm: Sendable {
  let seal: String
  let next: String
  let refusal: String?
  let hasProvider: Bool

  /// - Parameters:
  ///   - seal: what the form must bring back.
  ///   - next: where to go then.
  ///   - refusal: why the last try let nobody in.
  ///   - hasProvider: whether there is a service of identity to come in by.
  package init(seal: String, next: String, refusal: String?, hasProvider: Bool) {
    self.seal = seal
    self.next = next
    self.refusal = refusal
    self.hasProvider = hasProvider
  }
}

extension Pages {
  /// The page to log in. It shows nothing of the data, and asks the database nothing.
  package func login(_ form: LoginForm, _ request: PageRequest) throws -> String {
    struct Page {
      let action: String
      let seal: String
      let next: String
      let refusal: String?
      let provider: String?
    }
    let words = Wording(request.language)
    let frame = PageFrame(
      request, title: words("enter"), publication: nil, isSynthetic: false)
    return try templates.render(
      PageContext(
        frame: frame, w: words.page,
        page: Page(
          action: request.link("/login"), seal: form.seal, next: form.next, refusal: form.refusal,
          provider: form.hasProvider
            ? request.link("/login/openid", ["next": form.next == "/" ? nil : form.next]) : nil)),
      with: "login"
    ).replacing(Self.visitorGap, with: try visitor(request))
  }
}

package import Schools

extension Pages {
  /// The page that says why there is no page. Without a database it says that too, so it asks it nothing.
  package func failure(
    _ message: Words, status: Int, _ request: PageRequest
  ) throws -> String {
    struct Failure {
      let status: String
      let message: String
    }
    let title =
      switch (status, request.language) {
      case (404, .ru): "Не найдено"
      case (404, .en): "Not found"
      case (400..<500, .ru): "Запрос не понят"
      case (400..<500, .en): "The request is not understood"
      case (_, .ru): "Сбой"
      case (_, .en): "Failure"
      }
    let frame = PageFrame(
      request, title: title, publication: nil, isSynthetic: false)
    return try templates.render(
      PageContext(
        frame: frame, w: Wording(request.language).page,
        page: Failure(status: String(status), message: message[request.language])),
      with: "failure"
    ).replacing(Self.visitorGap, with: try visitor(request))
  }
}

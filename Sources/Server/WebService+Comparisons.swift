import Hummingbird
import Reports

extension WebService {
  /// One indicator of one school, and chosen schools side by side.
  func addComparisons(to router: Router<ServiceContext>) {
    page(
      "/schools/:id/indicators/:indicator", naming: ["id", "indicator"], on: router,
      for: .everybody
    ) { pages, parts, request, db in
      try pages.schoolIndicator(parts[0], parts[1], request, db)
    }
    page("/compare", naming: [], on: router, for: .everybody, joining: "school") {
      pages, _, request, db in try pages.compare(request, db)
    }
  }
}

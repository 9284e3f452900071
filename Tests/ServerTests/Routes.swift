import Reports

@testable import Server

/// Every route that is read, with an address that asks it, and for whom it is.
enum Routes {
  struct Route {
    let pattern: String
    let address: String
    let audience: Audience
  }

  static let all: [Route] =
    [
      ("/", "/", .known), ("/schools", "/schools", .everybody),
      ("/schools/{id}", "/schools/A", .everybody),
      ("/schools/{id}/similar", "/schools/A/similar", .known),
      ("/schools/{id}/trends", "/schools/A/trends", .known),
      (
        "/schools/{id}/indicators/{indicator}", "/schools/A/indicators/x.good_share", .everybody
      ),
      ("/compare", "/compare?school=A&school=B", .everybody),
      ("/indicators", "/indicators", .everybody),
      ("/indicators/{id}", "/indicators/x.good_share", .everybody),
      ("/indicators/{id}/trends", "/indicators/x.good_share/trends", .known),
      ("/ranking", "/ranking", .known), ("/clusters", "/clusters", .known),
      ("/documents", "/documents", .everybody),
      ("/documents/{kind}", "/documents/public-report?school=A", .everybody),
      ("/models", "/models", .known), ("/models/drivers", "/models/drivers", .known),
      ("/plan", "/plan", .known), ("/plan.ics", "/plan.ics", .known),
      ("/bundles", "/bundles", .deliveries),
      ("/bundles/{id}", "/bundles/1", .deliveries),
      ("/v1/bundles/{id}", "/v1/bundles/1", .deliveries),
      ("/v1/bundles/{id}/problems.csv", "/v1/bundles/1/problems.csv", .deliveries),
      ("/v1/bundles/{id}/annotated.xlsx", "/v1/bundles/1/annotated.xlsx", .deliveries),
      ("/v1/templates/school", "/v1/templates/school?school=A&year=2025", .deliveries),
      ("/v1/indicators/{code}", "/v1/indicators/x.good_share", .everybody),
      ("/v1/openapi.json", "/v1/openapi.json", .everybody),
      ("/v1/{report}", "/v1/none", .everybody),
      ("/upload/{secret}", "/upload/x", .everybody),
      ("/upload/{secret}/problems.csv", "/upload/x/problems.csv", .everybody),
      ("/upload/{secret}/annotated.xlsx", "/upload/x/annotated.xlsx", .everybody),
      ("/login/openid", "/login/openid", .everybody),
      ("/login/openid/return", "/login/openid/return", .everybody),
      ("/login", "/login", .everybody), ("/static/soko.css", "/static/soko.css", .everybody),
      ("/healthz", "/healthz", .everybody), ("/readyz", "/readyz", .everybody),
      ("/metrics", "/metrics", .operators), ("/admin", "/admin", .operators),
      ("/admin/catalog", "/admin/catalog", .operators),
      ("/admin/readings", "/admin/readings", .operators),
    ].map { Route(pattern: $0, address: $1, audience: $2) }
    + Report.all.map { report in
      Route(
        pattern: "/v1/\(report.name)",
        address: "/v1/\(report.name)" + (report.needed == nil ? "" : "?school=A"),
        audience: report.audience)
    }

  static var asked: [(String, Audience)] { all.map { ($0.address, $0.audience) } }

  /// Addresses with `{}` where a school or a bundle is named, a name of none, and names of others'.
  static func naming(foreign: [String], bundles: [String]) -> [(String, String, [String])] {
    let pages = [
      "/schools/{}", "/schools/{}/similar", "/schools/{}/trends",
      "/schools/{}/indicators/x.good_share", "/compare?school=A&school={}",
    ]
    let queries = [
      "/indicators/x.good_share?school={}", "/indicators/x.good_share/trends?school={}",
      "/models?school={}", "/ranking?first=A&second={}", "/ranking?first={}&second=A",
      "/v1/templates/school?school={}&year=2025", "/documents/reference?school={}",
      "/documents/self-study?school={}", "/documents?school={}",
    ]
    let reports = Report.all.flatMap { report -> [String] in
      let filters = report.filterNames
      return
        (filters.contains("school") ? ["/v1/\(report.name)?school={}"] : [])
        + (filters.contains("other") ? ["/v1/\(report.name)?school=A&other={}"] : [])
    }
    let ofBundles =
      [
        "/bundles/{}", "/v1/bundles/{}", "/v1/bundles/{}/problems.csv",
        "/v1/bundles/{}/annotated.xlsx",
      ]
      + Report.all.filter { $0.filterNames.contains("bundle") }.map { "/v1/\($0.name)?bundle={}" }
    return (pages + queries + reports).map { ($0, "Z", foreign) }
      + ofBundles.map { ($0, "9", bundles) }
  }
}

import Hummingbird
import Reports

extension WebService {
  /// The plan of monitoring: deadlines by month, and who is late.
  func addPlan(to router: Router<ServiceContext>) {
    page("/plan", on: router) { pages, _, request, db in try pages.plan(request, db) }
  }
}

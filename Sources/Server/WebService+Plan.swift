import Foundation
import Hummingbird
import NIOCore
import Reports

extension WebService {
  /// The plan of monitoring: deadlines by month, and who is late; the same for a calendar.
  func addPlan(to router: Router<ServiceContext>) {
    page("/plan", on: router) { pages, _, request, db in try pages.plan(request, db) }
    router.get("/plan.ics") { [self] request, context in
      try context.admit(.known)
      let asked = try asked(request, context)
      let calendar = try await read(context.caller.scope) { db in
        try PlanCalendar(asked, at: Date(), db)
      }
      context.trail.gives("plan", run: nil, rows: calendar.count)
      return Response.bytes(
        ByteBuffer(string: calendar.text), type: "text/calendar; charset=utf-8",
        fileName: "plan.ics")
    }
  }
}

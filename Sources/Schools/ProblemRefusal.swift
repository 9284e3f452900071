/// Why something that was asked for is not done: one problem of the catalog.
package struct ProblemRefusal: Error {
  package let problem: Problem

  package init(_ problem: Problem) { self.problem = problem }
}

import Testing
import WorkflowModel
import WorkflowTestSupport

/// Every edge of the database migration can be taken, and `why` explains it.
@Suite struct EveryEdgeTests {
  private func names(of transition: Transition, in workflow: Workflow) -> (String, String) {
    func name(_ end: Transition.End) -> String { end.state.map { workflow[$0].name } ?? "[*]" }
    return (name(transition.source), name(transition.target))
  }

  @Test func whyExplainsEveryEdge() async throws {
    let loader = SessionLoader.builtIn
    let workflow = try #require(try loader.load("database-migration").workflow)
    #expect(workflow.transitions.count == 34)
    for transition in workflow.transitions {
      let (from, to) = names(of: transition, in: workflow)
      let shell = TestShell(loader: loader)
      _ = await shell.enter("load database-migration")
      if transition.source.state != nil {
        _ = await shell.enter("goto \(from); stub \(from) -> \(to)")
      }
      _ = await shell.enter("next")
      let answer = await shell.enter("why \(from) -> \(to)")
      #expect(answer.hasPrefix("\(from) -> \(to)   taken"), "\(answer)")
      #expect(answer.contains("because"), "\(answer)")
    }
  }
}

import Testing
import WorkflowLanguage
import WorkflowModel
import WorkflowTestSupport

@testable import WorkflowEngine

@Suite struct SpokenOutcomeTests {
  @Test func fieldsAreReadLikeSettings() throws {
    let spoken = try #require(
      SpokenOutcome("success url=https://x.test count=3 note='two words' ok=true"))
    #expect(
      spoken.outputs
        == ValueMap([
          ("url", "https://x.test"), ("count", 3), ("note", "two words"), ("ok", true),
        ]))
    #expect(spoken.failure == nil)
    #expect(SpokenOutcome("OK")?.outputs.isEmpty == true)
  }

  @Test func aFailureHasTheRestForItsMessage() {
    #expect(SpokenOutcome("failure the disk is full")?.failure == "the disk is full")
    #expect(SpokenOutcome("fail")?.failure == "said to have failed")
  }

  @Test(arguments: [
    "", "   ", "maybe", "success a", "success =3", "success a b=1", "success a.b=1",
  ])
  func othersAreNoOutcome(_ text: String) { #expect(SpokenOutcome(text) == nil) }

  @Test func theQuestionKeepsSecrets() async throws {
    var builder = ModelBuilder()
    builder.edge("[*]", "A")
    builder.action("A", ModelBuilder.prompt("p", ["password": "correct-horse", "to": "here"]))
    var options = RunOptions(mode: .live)
    options.canAsk = true
    let run = Run(
      machine: Machine(program: Program(builder.build()), options: options),
      environment: RunEnvironment())
    var progress = await run.step()
    while case .moved = progress { progress = await run.step() }
    guard case .asking(_, let question) = progress else { return #expect(Bool(false)) }
    #expect(question.prompt.hasSuffix(#"called with {"password":"***","to":"here"}"#))
  }

  /// Nothing serves the prompt, and somebody is there to be asked.
  @Test func whatNothingServesIsAsked() async throws {
    var builder = ModelBuilder()
    builder.edge("[*]", "A")
    builder.edge("A", "Good", .success, "passed")
    builder.edge("A", "Bad", .failure, "failed")
    builder.action("A", ModelBuilder.prompt("p", ["to": "here"]))
    let program = Program(builder.build())
    for (answer, end) in [("success n=7", "Good"), ("failure no", "Bad")] {
      var options = RunOptions(mode: .live)
      options.canAsk = true
      let run = Run(
        machine: Machine(program: program, options: options), environment: RunEnvironment())
      var progress = await run.step()
      while case .moved = progress { progress = await run.step() }
      guard case .asking(let place, let question) = progress else {
        return #expect(Bool(false), "\(progress)")
      }
      #expect(question.kind == .outcome)
      #expect(question.prompt.hasPrefix("nothing serves the prompt 'p'"))
      let answered = ["perhaps", answer].map { run.machine.answer($0, at: place) }
      #expect(answered == [false, true])
      progress = await run.step()
      while case .moved = progress { progress = await run.step() }
      #expect(run.machine.record("A")?.calledWith == ValueMap([("to", "here")]))
      let last =
        run.machine.snapshot.memory().path?.element.to ?? run.machine.snapshot.result?.state
      #expect(last.map { program.workflow[$0].name } == end)
    }
  }
}

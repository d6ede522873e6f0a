import LineEditing
import Synchronization
import Testing
import WorkflowDebugging
import WorkflowEngine
import WorkflowTestSupport

@testable import WorkflowShell

@Suite struct ConversationTests {
  private func converse(_ inputs: [LineInput]) async -> (output: String, prompts: [String]) {
    let shell = TestShell([smallWorkflow()])
    let lines = ScriptLineSource(inputs: inputs)
    _ = await shell.shell.converse(with: lines)
    return (shell.captured.take(), lines.prompts.map(\.text.plain))
  }

  @Test func thePromptTellsWhereTheRunIs() async {
    let (_, prompts) = await converse([
      .line("load small"), .line("next"), .line("set tries=0"), .line("continue"), .endOfInput,
    ])
    #expect(
      prompts == ["wfsh> ", "small> ", "small:Prepare> ", "small:Prepare> ", "small:succeeded> "])
  }

  @Test func anEmptyLineRepeatsWhatMayBeRepeated() async {
    let (output, _) = await converse([
      .line("load small; set tries=0"), .line("next"), .line(""), .line("status"), .line(""),
    ])
    let stops = output.split(separator: "\n").filter { $0.contains("->") }
    #expect(stops == ["#0 @3 [*] -> Prepare", "#1 @8 Prepare -> Work"])
  }

  @Test func aLineTakenBackRepeatsNothing() async {
    let (output, _) = await converse([
      .line("load small"), .line("next"), .takenBack, .line(""),
    ])
    #expect(output.split(separator: "\n").count { $0.contains("->") } == 1)
  }

  @Test func mistakesDoNotEndTheConversation() async {
    let (output, _) = await converse([
      .line("lod small"), .line("print x"), .line("load small"), .line("quit"), .line("echo no"),
    ])
    #expect(output.contains("no command 'lod'"))
    #expect(output.contains("no variable 'x'"))
    #expect(output.contains("small: 5 states"))
    #expect(!output.contains("no\n"))
  }

  @Test func theHistoryKnowsHowCommandsEnded() async {
    let history = History()
    let shell = TestShell([smallWorkflow()])
    _ = await shell.shell.converse(
      with: ScriptLineSource(["load small", "print x", "status"]), history: history)
    #expect(history.entries.map(\.text) == ["load small", "print x", "status"])
    #expect(history.entries.map(\.status) == [0, 3, 0])
    #expect(history.entries.map(\.workflow) == [nil, "small", "small"])
  }

  @Test func atThePromptABreakpointIsWelcome() async {
    let shell = TestShell([smallWorkflow()])
    _ = await shell.enter("load small; set tries=0; b Work")
    #expect(await shell.enter("r") == "#1 @8 Prepare -> Work  (breakpoint 1, hit 1)\n")
    // A place that does not exist may come to be.
    #expect(
      await shell.enter("break Later")
        == "breakpoint 2 pending at Later  no such state yet; 'reload' may bring it\n")
    #expect(
      await shell.enter("break Wrok")
        == "breakpoint 3 pending at Wrok  did you mean 'Work'?\n")
  }

  @Test func anInterruptGoesToTheCommandThatRuns() {
    let interrupts = CommandInterrupts()
    #expect(!interrupts.interrupt())
    let asked = Mutex(0)
    interrupts.begin { @Sendable in asked.withLock { $0 += 1 } }
    #expect(interrupts.interrupt())
    #expect(interrupts.interrupt())
    // The third time it is left to whoever owns the signals.
    #expect(!interrupts.interrupt())
    #expect(asked.withLock { $0 } == 2)
    interrupts.end()
    #expect(!interrupts.interrupt())
  }
}

/// Ctrl-C, pressed while a live run waits for its handler.
@Suite(.timeLimit(.minutes(1))) struct InterruptLadderTests {
  /// A handler that works until it is cancelled, and says when it begins.
  private struct Endless: ActionHandler {
    let began: AsyncStream<Void>.Continuation

    func perform(
      _ request: ActionRequest, report: @escaping @Sendable (ActionReport) -> Void
    ) async -> ActionAnswer {
      began.yield()
      try? await Task.sleep(for: .seconds(60))
      return ActionAnswer(failure: ActionFailure(type: "cancelled", message: "stopped"))
    }
  }

  /// Talks, pressing Ctrl-C `presses` times as soon as the handler works.
  private func converse(
    _ inputs: [LineInput], presses: Int
  ) async -> (output: String, status: ShellStatus) {
    let (working, began) = AsyncStream<Void>.makeStream()
    let shell = TestShell(
      [smallWorkflow()], environment: RunEnvironment(handler: Endless(began: began)))
    let interrupts = CommandInterrupts()
    let presser = Task {
      for await _ in working {
        for _ in 0..<presses { interrupts.interrupt() }
        return
      }
    }
    let status = await shell.shell.converse(
      with: ScriptLineSource(inputs: [.line("load small; live on; set tries=0")] + inputs),
      interrupts: interrupts)
    presser.cancel()
    await shell.shell.session?.kill()
    return (shell.captured.take(), status)
  }

  @Test func theFirstStopsAndTheRunCanGoOn() async {
    let (output, status) = await converse(
      [.line("run; echo not reached"), .line("status"), .line("kill")], presses: 1)
    #expect(output.contains("[*] -> Prepare  (interrupted)\nits handler goes on"))
    #expect(!output.contains("not reached"))
    #expect(!output.contains("failed"))
    #expect(status == .success)
  }

  @Test func aRunThatTheSameLineHasLoadedIsStoppedToo() async {
    let (output, status) = await converse(
      [.line("load small; live on; set tries=0; run"), .line("kill")], presses: 1)
    #expect(output.contains("[*] -> Prepare  (interrupted)\nits handler goes on"))
    #expect(status == .success)
  }

  @Test func theSecondCancelsTheHandler() async {
    let (output, status) = await converse([.line("run"), .line("echo still here")], presses: 2)
    #expect(output.contains("failed: interrupted (Ctrl-C)"), "\(output)")
    #expect(output.contains("still here"))
    #expect(status == .success)
  }

  @Test func atThePromptTheyCountOn() async {
    let (output, status) = await converse(
      [.line("run"), .interrupt, .line("echo still here")], presses: 1)
    #expect(output.contains("failed: interrupted (Ctrl-C)"), "\(output)")
    #expect(output.contains("still here"))
    #expect(status == .success)
  }

  @Test func theThirdLeaves() async {
    let (output, status) = await converse(
      [.line("run"), .interrupt, .interrupt, .line("echo still here")], presses: 1)
    #expect(!output.contains("still here"))
    #expect(status == .interrupted)
  }

  @Test func takingALineBackNeitherCancelsNorLeaves() async {
    let (output, status) = await converse(
      [.line("run"), .takenBack, .line("echo still here"), .interrupt, .interrupt, .line("kill")],
      presses: 1)
    #expect(!output.contains("failed"))
    #expect(output.contains("still here"))
    #expect(status == .success)
  }
}

import LineEditing
import Synchronization
import Testing
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
      .line("load small"), .line("next"), .interrupt, .line(""),
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
    #expect(await shell.enter("break Later") == "breakpoint 2 pending at Later\n")
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

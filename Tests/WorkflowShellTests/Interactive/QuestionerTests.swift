import LineEditing
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowShell
import WorkflowTestSupport

/// Questions of a run, answered at the prompt.
@Suite struct QuestionerTests {
  private func ask(
    _ question: Question, _ inputs: [LineInput]
  ) -> (answer: String?, output: String, prompts: [String]) {
    let captured = CapturedOutput()
    let lines = ScriptLineSource(inputs: inputs)
    let answer = Questioner(lines: lines, output: Output(to: captured))
      .answer(question, of: "Review")
    return (answer, captured.take(), lines.prompts.map(\.text.plain))
  }

  @Test func aChoiceIsShownWithItsNumbers() {
    let (answer, output, prompts) = ask(
      Question(kind: .choice, prompt: "Ship it?", choices: ["Approve", "Reject"]),
      [.line("2")])
    #expect(output == "Review asks: Ship it?\n  1  Approve\n  2  Reject\n")
    #expect(prompts == ["Review? "])
    #expect(answer == "2")
  }

  @Test func whatIsNoAnswerIsAskedAgain() {
    let (answer, output, prompts) = ask(
      Question(kind: .choice, prompt: "", choices: ["Approve", "Reject"]),
      [.line("Aprove"), .line(""), .line("x y"), .takenBack, .line("app")])
    #expect(answer == "app")
    #expect(prompts.count == 5)
    #expect(output.contains("'Aprove' is no answer here; did you mean 'Approve'?\n"))
    #expect(output.contains("'x y' is no answer here; it is Approve or Reject\n"))
  }

  @Test func anEmptyLineTakesTheDefault() {
    let question = Question(
      kind: .choice, prompt: "", choices: ["a", "b"], defaultAnswer: "b")
    let (answer, _, prompts) = ask(question, [.line("  ")])
    #expect(answer == "b")
    #expect(prompts == ["Review [b]? "])
  }

  @Test(arguments: [
    (Question.Kind.review, "Review (yes/no)? ", "y", "y"),
    (.pause, "Review (Enter goes on)? ", "", ""),
    (.input, "Review? ", "", ""), (.input, "Review? ", " two words ", " two words "),
  ])
  func eachKindHasItsPrompt(
    kind: Question.Kind, prompt: String, line: String, expected: String
  ) {
    let (answer, _, prompts) = ask(Question(kind: kind, prompt: ""), [.line(line)])
    #expect(answer == expected)
    #expect(prompts == [prompt])
  }

  @Test func severalLinesEndWithADot() {
    let question = Question(kind: .input, prompt: "Why?", isMultiline: true)
    let (answer, _, prompts) = ask(question, [.line("one"), .line(""), .line("two"), .line(".")])
    #expect(answer == "one\n\ntwo")
    #expect(prompts == ["Review (a line '.' ends the text)? ", "...> ", "...> ", "...> "])
    #expect(ask(question, [.line("one"), .endOfInput]).answer == "one")
  }

  @Test func nobodyHasToAnswer() {
    let question = Question(kind: .review, prompt: "")
    #expect(ask(question, [.interrupt]).answer == nil)
    #expect(ask(question, [.line("maybe"), .endOfInput]).answer == nil)
  }

  @Test func choicesAreCompleted() {
    let assistance = Question(kind: .choice, prompt: "", choices: ["Approve", "Reject"]).assistance
    #expect(assistance.complete("", 0).map(\.text) == ["Approve", "Reject"])
    #expect(assistance.complete("re", 2).map(\.text) == ["Reject"])
    #expect(assistance.suggest("App") == "rove")
    #expect(
      Question(kind: .review, prompt: "").assistance.complete("", 0).map(\.text) == ["yes", "no"])
  }

  // MARK: In a conversation

  private func workflow() -> Workflow {
    var builder = ModelBuilder()
    builder.edge("[*]", "Review")
    builder.edge("Review", "Ship", .choice, "Approve")
    builder.edge("Review", "Stop", .choice, "Reject")
    builder.edge("Ship", "Name")
    builder.edge("Name", "[*]", .always, "done")
    builder.edge("Stop", "[*]", .always, "cancelled")
    builder.action(
      "Name", .ask(QuestionCall(.input, prompt: .template(ModelBuilder.template("Which name?")))))
    return builder.build("ask")
  }

  private func converse(_ inputs: [LineInput]) async -> String {
    let shell = TestShell([workflow()])
    shell.shell.runOptions.canAsk = true
    _ = await shell.shell.converse(with: ScriptLineSource(inputs: [.line("load ask")] + inputs))
    return shell.captured.take()
  }

  @Test func aRunAsksAndGoesOn() async {
    let output = await converse([
      .line("run"), .line("approve"), .line("v1"), .line("print Name.input"),
    ])
    #expect(output.contains("Review asks: Review\n  1  Approve\n  2  Reject\n"), "\(output)")
    #expect(output.contains("Name asks: Which name?\n"), "\(output)")
    #expect(output.contains("Name -> [*]  succeeded"), "\(output)")
    #expect(output.hasSuffix("\"v1\"  [set]\n"), "\(output)")
  }

  @Test func aStepAsksAndStopsBehindIt() async {
    let output = await converse([.line("next 2"), .line("2"), .line("status")])
    #expect(output.contains("at Stop"), "\(output)")
  }

  @Test func aQuestionThatIsLeftStays() async {
    let output = await converse([
      .line("run"), .interrupt, .line("status"), .line("answer reject"), .line("continue"),
    ])
    #expect(output.contains("'continue' asks again, 'answer TEXT' answers it\n"), "\(output)")
    #expect(output.contains("Stop -> [*]  failed"), "\(output)")
  }
}

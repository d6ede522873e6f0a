import Testing
import WorkflowLanguage
import WorkflowModel
import WorkflowParsing
import WorkflowSource

/// `on:` of a state.
@Suite struct ExitOverrideTests {
  private func exits(_ labels: [String], _ lines: [String]) throws -> [String] {
    let text =
      "stateDiagram-v2\n[*] --> S\n" + labels.map { "S --> A: \($0)\n" }.joined()
      + "A --> [*]\n" + lines.map { "S: \($0)\n" }.joined()
    let loaded = WorkflowParser().parse(
      SourceText(name: "t.mermaid", text: text), name: "t", origin: "")
    #expect(loaded.diagnostics == [])
    let workflow = try #require(loaded.workflow)
    return workflow.exits(of: StateID(0)).map { exit in
      let label = exit.label
      let more = [
        label.guardExpression.map { "[\($0.text)]" }, label.choiceText,
        label.pattern.map { "\($0)" },
      ].compactMap { $0 }
      return ([label.exitClass.rawValue] + more).joined(separator: " ")
    }
  }

  private let prompt = ["action: execute_prompt", "prompt: p"]

  @Test func givesTheLabelItsMeaning() throws {
    #expect(
      try exits(["Done", "Failed", "Later"], prompt + ["on: {Done: failure, Failed: success}"])
        == ["failure", "success", "prose"])
    #expect(
      try exits(["Retry", "Give up"], prompt + ["on: {retry: failure}"]) == ["failure", "success"])
    #expect(
      try exits(["One", "Two", "Three"], prompt + ["on:", "  One: \"n > 3\"", "  Two: default"])
        == ["guard [n > 3]", "default", "prose"])
    #expect(
      try exits(["One", "Two"], prompt + ["on: {One: '\"text\"', Two: exhausted}"])
        == ["pattern text(\"text\")", "exhausted"])
    #expect(
      try exits(["Only"], prompt + ["on: {Only: 'OnFailure [n < 3]'}"]) == ["failure [n < 3]"])
  }

  @Test func namesTheChoice() throws {
    #expect(
      try exits(
        ["Go on", "Leave"], ["action: user_choice", "on: {Leave: Keep the current version}"])
        == ["choice", "choice Keep the current version"])
  }

  @Test func namesItsRule() throws {
    let text = "stateDiagram-v2\n[*] --> S\nS --> [*]: Done\nS: on: {Done: failure}"
    let workflow = try #require(
      WorkflowParser().parse(SourceText(name: "t.mermaid", text: text), name: "t", origin: "")
        .workflow)
    #expect(workflow.exits(of: StateID(0))[0].label.rule == .override("failure"))
  }
}

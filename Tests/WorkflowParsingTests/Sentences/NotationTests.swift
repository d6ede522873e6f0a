import Testing
import WorkflowLanguage
import WorkflowModel
import WorkflowParsing
import WorkflowSource
import WorkflowTestSupport

/// Actions that stand in the Markdown round a diagram, or in a title.
@Suite struct NotationTests {
  private func load(_ diagram: String, _ markdown: String) -> LoadedWorkflow {
    let text = "```mermaid\nstateDiagram-v2\n[*] --> A\n\(diagram)\n```\n\n\(markdown)\n"
    return WorkflowParser().parse(SourceText(name: "t.md", text: text), name: "t", origin: "")
  }

  private func actions(_ diagram: String, _ markdown: String) -> [String] {
    let loaded = load(diagram, markdown)
    #expect(loaded.diagnostics == [])
    return loaded.workflow?.states.map { state in
      guard let action = state.action else { return "\(state.name) -" }
      let stored = action.stored.map { " -> \($0.name)" } ?? ""
      return "\(state.name) \(action.word)\(stored)"
    } ?? []
  }

  @Test(arguments: [
    "## Actions\n- A: Log \"x\"", "# actions\n\n* **A**: log \"x\"",
    "### Actions:\n1. **A:** Log \"x\"",
    "## Actions\n\nEach state has one. Format: `- State: Action`\n\n- `A`: `Log \"x\"`\n\nMore words.",
    "Actions\n-------\n- A: Log \"x\"", "## Actions\n#### First\n- A: Log \"x\"",
    "## Actions\n### A\n- **Action**: Log \"x\"\n- **Type**: Action",
    "## Other\n- A: words\n## Actions\n- A: Log \"x\"\n## Reference\n- A: Wait a while",
  ])
  func bulletsGiveActions(_ markdown: String) {
    #expect(actions("A --> [*]", markdown) == ["A log"])
  }

  @Test func aLineBelowStoresTheResult() {
    #expect(
      actions(
        "A --> B\nB --> C\nC --> [*]",
        """
        ## Actions
        - A: Execute prompt "x"
          Store As: first
        - **B**: Execute prompt "y"
          - **Store As**: `second`
        - C: Execute prompt "z" with result="third"
        """) == [
          "A execute_prompt -> first", "B execute_prompt -> second", "C execute_prompt -> third",
        ])
  }

  @Test(arguments: [
    "- A: Execute prompt \"x\"\n  with a=\"1\"\n       b=\"2 3\"",
    "- A:\n  Execute prompt \"x\" with a=\"1\",\n  b=\"2\n  3\"\n  A word on that, {{ b }}.",
    "- **A**: Execute\r\n\tprompt \"x\" with a=\"1\" b=\"2 3\"",
  ])
  func linesOfABulletAreOneSentence(_ bullet: String) throws {
    let loaded = load("A --> [*]", "## Actions\n\(bullet)\n  Store As: y")
    #expect(loaded.diagnostics == [])
    let action = try #require(loaded.workflow?.states.first?.action)
    guard case .executePrompt(let call) = action.kind else { return #expect(Bool(false)) }
    #expect(call.variables.map(\.name) == ["a", "b"])
    #expect(action.stored?.name == "y")
    let names = call.variables.map { loaded.source.text(in: $0.nameRange) }
    #expect(names == ["a", "b"])
    guard case .literal(let value, _) = call.variables.last?.value else {
      return #expect(Bool(false))
    }
    #expect(value == "2 3")
  }

  @Test(arguments: [
    "- A: Log \"x\"\n  and some words", "- A: Log \"x\"\nSet more=words",
    "- A: Log \"x\"\n\n  with=\"more\"",
  ])
  func wordsBelowABulletAreProse(_ bullet: String) {
    #expect(actions("A --> [*]", "## Actions\n\(bullet)") == ["A log"])
  }

  @Test func mistakesInFurtherLinesHaveTheirPlace() {
    let loaded = load("A --> [*]", "## Actions\n- A: Log \"one\n  two {{ x + }}\"")
    let places = loaded.diagnostics.map { diagnostic in
      diagnostic.range.map { "\(loaded.source.position(at: $0.lower))" } ?? ""
    }
    #expect(places == ["9:14"])
  }

  @Test func blocksGiveActions() {
    #expect(
      actions(
        "A --> B: Continue\nA --> C: Abort\nB --> J\nC --> J\nJ --> [*]",
        """
        ## States
        ### A
        - **Type**: UserInteraction
        - **Description**: Look at it
        - **Actions**:
          - Show something
          - Wait for user response
        - **Transitions**: Always moves on
        ### `B`
        - **Type**: Action
        **Action**: Execute prompt "x"
        **Store As**: y
        ### C
        Just words: Log "no"
        ### J
        - **Type**: Join
        ### Elsewhere
        **Action**: nothing
        """) == ["A user_choice", "B execute_prompt -> y", "C -", "J -"])
  }

  @Test func aQuestionOfABlockAsksForAnExit() throws {
    let workflow = try #require(
      load(
        "A --> B: Continue\nA --> C: Abort",
        "### A\n- **Type**: UserInteraction\n- **Description**: Look at it\n### B\n- **Type**: Fork"
      )
      .workflow)
    #expect(workflow.exits(of: StateID(0)).map(\.label.exitClass) == [.choice, .choice])
    #expect(workflow.states[1].kind == .fork)
    guard case .ask(let call) = workflow.states[0].action?.kind else {
      Issue.record("no question")
      return
    }
    guard case .literal(let text, _) = call.prompt else {
      Issue.record("no prompt")
      return
    }
    #expect(text == .string("Look at it"))
    #expect(call.choices == nil)
  }

  @Test func aTitleThatIsASentenceIsTheAction() throws {
    let workflow = try #require(
      load(
        """
        A --> B
        B --> C
        C --> D
        A: Log "Starting with {{ greeting | default: 'Hello' }}"
        A: more words
        B: Shell "ls" with timeout=5
        B: retry: {attempts: 2}
        C: Log "not this"
        C: action: wait
        C: duration: 1
        D: Log results
        """, ""
      ).workflow)
    #expect(workflow.states.map { $0.action?.word } == ["log", "shell", "wait", nil])
    #expect(workflow.states[0].descriptions == ["more words"])
    #expect(workflow.states.map(\.title) == [nil, nil, "Log \"not this\"", nil])
    #expect(workflow.states[1].properties.timeout?.value?.seconds == 5)
    #expect(workflow.states[1].properties.retry != nil)
    #expect(workflow.states[3].descriptions == ["Log results"])
  }

  @Test func carriageReturnsAndMarksAtTheBeginningDoNoHarm() {
    let text =
      "\u{FEFF}---\r\nname: x\r\n---\r\n~~~~mermaid\r\nstateDiagram-v2\r\n[*] --> A\r\nA --> [*]\r\n"
      + "~~~~\r\n## Actions\r\n- A: Log \"x\"\r\n  Store As: y\r\n"
    let loaded = WorkflowParser().parse(
      SourceText(name: "t.md", text: text), name: "t", origin: "")
    #expect(loaded.diagnostics == [])
    #expect(loaded.workflow?.states.first?.action?.word == "log")
    #expect(loaded.workflow?.states.first?.action?.stored?.name == "y")
  }
}

import Testing
import WorkflowModel
import WorkflowParsing
import WorkflowSource

/// What the properties of each action become, as the tree of the workflow shows it.
@Suite struct ActionReaderTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var lines: [String]
    var tree: [String]
    var testDescription: String { lines.first ?? "" }

    init(_ lines: [String], _ tree: [String]) {
      self.lines = lines
      self.tree = tree
    }
  }

  static let examples = [
    Example(
      ["action: increment_counter", "counter: n", "message: \"now {{ n }}\""],
      ["action increment_counter", "  counter: n", "  message = template now {{ n }}"]),
    Example(
      ["action: increment_retry", "step: Build"], ["action increment_retry", "  step: Build"]),
    Example(["action: increment_retry"], ["action increment_retry"]),
    Example(
      [
        "action: run_workflow", "workflow: child", "variables:", "  a: \"{{ x }}\"", "timeout: 5m",
        "wait: false",
      ],
      [
        "action run_workflow", "  workflow: child", "  a = template {{ x }}", "  timeout: 5m",
        "  wait: false",
      ]),
    Example(
      [
        "action: sequential_workflows", "workflows:", "  - first", "  - workflow: \"{{ x }}\"",
        "    variables: {n: 1}", "    timeout: 30", "  - name: third", "    condition: x == 1",
        "    result: kept",
      ],
      [
        "action sequential_workflows", "  action run_workflow", "    workflow: first",
        "  action run_workflow", "    workflow: {{ x }}", "    n = 1", "    timeout: 30s",
        "  action conditional_workflow", "    condition: x == 1", "    on_true:",
        "      action run_workflow", "        workflow: third", "        result -> kept",
      ]),
    Example(
      [
        "action: parallel_workflows", "workflows: [a, b]", "wait_for_all: true",
        "fail_fast: \"{{ x }}\"",
      ],
      [
        "action parallel_workflows", "  wait_for_all: true", "  fail_fast: {{ x }}",
        "  action run_workflow", "    workflow: a", "  action run_workflow", "    workflow: b",
      ]),
    Example(
      [
        "action: conditional_workflow", "condition: \"{{ x == 1 }}\"", "workflow: child",
        "variables: {a: 1}",
      ],
      [
        "action conditional_workflow", "  condition: {{ x == 1 }}", "  on_true:",
        "    action run_workflow", "      workflow: child", "      a = 1",
      ]),
    Example(
      ["action: wait_for_parallel", "states: [A, B]", "timeout: 600"],
      ["action wait_for_parallel", "  states: A, B", "  timeout: 10m"]),
    Example(
      ["action: wait_for_parallel", "states: \"A, B\""],
      ["action wait_for_parallel", "  states: A, B"]),
    Example(
      [
        "action: user_choice", "prompt: Where?", "choices: [here, \"{{ x }}\"]", "default: here",
        "condition: x == 1",
      ],
      [
        "action user_choice", "  prompt = \"Where?\"", "  choices = list", "    0 = \"here\"",
        "    1 = template {{ x }}", "  default = \"here\"", "condition: x == 1",
      ]),
    Example(
      ["action: user_choice", "choices: here, over there"],
      ["action user_choice", "  choices = list", "    0 = \"here\"", "    1 = \"over there\""]),
    Example(
      ["action: user_choice", "choices: \"{{ x }}\""],
      ["action user_choice", "  choices = template {{ x }}"]),
    Example(
      ["action: user_input", "prompt: \"Change it: {{ x }}\"", "type: multiline"],
      ["action user_input", "  prompt = template Change it: {{ x }}", "  type: multiline"]),
    Example(
      ["action: manual_review", "prompt: Look", "default: yes"],
      ["action manual_review", "  prompt = \"Look\"", "  default = \"yes\""]),
    Example(["action: wait", "duration: 1h"], ["action wait", "  duration: 1h"]),
    Example(["action: wait", "duration: \"{{ x }}\""], ["action wait", "  duration: {{ x }}"]),
    Example(
      [
        "action: shell", "command: ls {{ x }} \"a {{ x }}\"", "env: {K: \"{{ x }}\"}",
        "working_dir: /tmp", "timeout: 9",
      ],
      [
        "action shell", "  command: ls {{ x }} \"a {{ x }}\"", "  W1: {{ x }}", "  W2: {{ x }}",
        "  K = template {{ x }}", "  working_dir: /tmp", "timeout: 9s",
      ]),
    Example(
      ["action: abort", "message: \"Stop {{ x }}\""],
      ["action abort", "  message = template Stop {{ x }}"]),
    Example(["action: abort"], ["action abort"]),
    Example(
      [
        "terminal: true", "parallel: true", "ends: failed", "condition: x == 1",
        "metadata: {compensation_state: B, dead_letter_state: A}",
      ],
      [
        "condition: x == 1", "terminal: true", "parallel: true", "ends: failed",
        "compensation_state: B", "dead_letter_state: A",
      ]),
    Example(
      [
        "action: log", "message: hello", "parallel:", "  - action: set_variable", "    name: y",
        "    value: 1", "metadata:",
      ],
      [
        "action log", "  level: info", "  message = \"hello\"", "parallel:",
        "  action set_variable", "    y = 1",
      ]),
  ]

  @Test(arguments: examples) func becomesTheAction(_ example: Example) throws {
    let properties = example.lines.map { "S: \($0)\n" }.joined()
    let loaded = parse(
      """
      ---
      arguments: [{name: x}]
      ---
      stateDiagram-v2
      [*] --> S
      S --> A
      A --> B
      B --> [*]
      S: Title
      \(properties)
      """)
    #expect(loaded.diagnostics == [])
    let lines = try #require(loaded.workflow).treeDump().split(separator: "\n").map(String.init)
    let tree = lines.drop { $0 != "  state S \"Title\"" }.dropFirst()
      .prefix { !$0.hasPrefix("    -> A") }
    #expect(tree.map { String($0.dropFirst(4)) } == example.tree)
  }

  @Test func typeMakesAStateAForkJoinOrChoice() throws {
    let loaded = parse(
      """
      stateDiagram-v2
      [*] --> F
      F --> A
      F --> B
      A --> J
      B --> J
      J --> C
      C --> [*]
      F: type: fork
      F: description: Split
      J: type: join
      C: type: choice
      """)
    #expect(loaded.diagnostics == [])
    let states = try #require(loaded.workflow).states
    #expect(states.map(\.kind) == [.fork, .simple, .simple, .join, .choice])
    #expect(states[0].descriptions == ["Split"])
  }

  @Test func namesOfStatesBecomeTheStates() throws {
    let workflow = try #require(
      parse(
        """
        stateDiagram-v2
        [*] --> A
        A --> B
        B --> [*]
        A: action: log
        A: message: x
        A: metadata: {compensation_state: B}
        B: action: wait_for_parallel
        B: states: [A]
        """
      ).workflow)
    #expect(workflow.states[0].properties.compensation?.state == StateID(1))
    guard case .waitForParallel(let call) = workflow.states[1].action?.kind else {
      Issue.record("no wait_for_parallel")
      return
    }
    #expect(call.states.map(\.state) == [StateID(0)])
  }

  private func parse(_ text: String) -> LoadedWorkflow {
    WorkflowParser().parse(SourceText(name: "t.md", text: text), name: "test", origin: "")
  }
}

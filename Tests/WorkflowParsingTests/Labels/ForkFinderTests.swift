import Testing
import WorkflowModel
import WorkflowParsing
import WorkflowSource

/// Which exits are taken together.
@Suite struct ForkFinderTests {
  /// The targets of each group of a state's exits.
  private func groups(_ diagram: String, of state: String = "S") throws -> [String] {
    let source = SourceText(name: "t.mermaid", text: "stateDiagram-v2\n[*] --> S\n\(diagram)")
    let workflow = try #require(
      WorkflowParser().parse(source, name: "t", origin: "").workflow)
    let id = try #require(workflow.stateID(named: state))
    return workflow[id].forks.map { group in
      group.map { workflow[$0].target.state.map { workflow[$0].name } ?? "[*]" }
        .joined(separator: " ")
    }
  }

  @Test func exitsOfForksAreTakenTogether() throws {
    #expect(try groups("state S <<fork>>\nS --> A\nS --> B\nS --> C : failed") == ["A B"])
    #expect(try groups("S: type: fork\nS --> A: go\nS --> B: go\nS --> C: other") == ["A B"])
    #expect(try groups("state S <<fork>>\nS --> A") == [])
    #expect(try groups("state S <<fork>>\nS --> A: x\nS --> B: y") == [])
  }

  @Test func exitsThatMeetInAJoinAreTakenTogether() throws {
    #expect(try groups("S --> A\nS --> B\nA --> J\nB --> C\nC --> J\nstate J <<join>>") == ["A B"])
    #expect(try groups("S --> A\nS --> J\nA --> J\nJ: type: join") == ["A J"])
    #expect(
      try groups("S --> A\nS --> B\nA --> J\nB --> J\nJ: action: wait_for_parallel") == ["A B"])
    #expect(try groups("S --> A\nS --> B\nA --> J\nB --> J") == [])
    #expect(
      try groups("S --> A\nS --> B\nA --> J\nB --> K\nstate J <<join>>\nstate K <<join>>") == [])
    #expect(
      try groups("S --> A: ok\nS --> B: failed\nA --> J\nB --> J\nstate J <<join>>") == [])
  }

  @Test func aWayBackThroughTheStateIsNoMeeting() throws {
    #expect(
      try groups("S --> A\nS --> B\nA --> J\nB --> S\nstate J <<join>>\nJ --> [*]") == [])
  }

  @Test func exitsToParallelStatesAreTakenTogether() throws {
    #expect(
      try groups("S --> A: go\nS --> B: go\nS --> C: go\nA: parallel: true\nB: parallel: true")
        == ["A B"])
    #expect(try groups("S --> A\nS --> B\nA: parallel: true") == [])
  }

  @Test func aGroupIsOneExitWithTheClassOfItsLabel() throws {
    let source = SourceText(
      name: "t.mermaid",
      text: """
        stateDiagram-v2
        [*] --> S
        S --> A: Start all
        S --> B: Start all
        A --> T
        B --> T
        A --> J: ok
        B --> J: ok
        A --> C: failed
        A --> D: failed
        T --> X
        T --> Y
        X --> J
        Y --> J
        state J <<join>>
        state S <<fork>>
        A: action: execute_prompt
        A: prompt: a
        C: parallel: true
        D: parallel: true
        """)
    let workflow = try #require(
      WorkflowParser().parse(source, name: "t", origin: "").workflow)
    func labels(_ name: String) -> [String] {
      workflow.exits(of: workflow.stateID(named: name) ?? StateID(0)).map {
        "\($0.label.exitClass.rawValue) (\($0.label.rule))"
      }
    }
    #expect(labels("S") == ["always (the only exit)", "always (the only exit)"])
    #expect(labels("T") == ["always (a fork: taken together)", "always (a fork: taken together)"])
    #expect(
      labels("A") == [
        "always (no label)", "success (by polarity (\"ok\"))", "failure (the word \"failed\")",
        "failure (the word \"failed\")",
      ])
    let second = workflow.exits(of: StateID(0))[1].label
    #expect(second.range.map { source.text(in: $0) } == "Start all")
    #expect(second.range != workflow.exits(of: StateID(0))[0].label.range)
  }
}

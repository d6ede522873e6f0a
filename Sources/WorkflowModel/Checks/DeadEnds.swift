internal import WorkflowSource

extension Check {
  /// States without a way on, and states from which no run can end.
  static let deadEnds = Check(
    code: "dead-end", summary: "states without a way on, or without a way to an end"
  ) { subject in
    let workflow = subject.workflow
    var regionsWithEnds: Set<RegionID> = []
    for transition in workflow.transitions {
      if case .terminal(let region) = transition.target { regionsWithEnds.insert(region) }
    }
    let elsewhere = Set(workflow.states.flatMap(\.properties.elsewhere))
    let ends = EndSearch(workflow)
    return workflow.states.indices.compactMap { index in
      let state = workflow.states[index]
      guard subject.isReachable[index] else { return nil }
      if state.exits.isEmpty {
        guard ends.canEnd[index] else { return nil }
        let isMeant =
          state.properties.isTerminal || state.properties.ends != nil
          || elsewhere.contains(StateID(index)) || state.aborts
        guard regionsWithEnds.contains(state.region), !isMeant else { return nil }
        let what = state.region == .root ? "a run" : "its region"
        return .warning(
          "dead-end", "'\(state.name)' has no exits: \(what) ends there", range: state.range,
          hint: state.hintOfFlowcharts ?? "add '\(state.name) --> [*]' if that is meant")
      }
      guard !ends.canEnd[index] else { return nil }
      return .warning(
        "dead-end", "no run that comes to '\(state.name)' can end", range: state.range,
        hint: "lead an exit out of the loop")
    }
  }
}

extension State {
  /// Of a name that holds what a flowchart would read otherwise; Mermaid takes all of it as the name.
  fileprivate var hintOfFlowcharts: String? {
    if name.contains("|") { return "a label stands behind a colon: 'A --> B: yes'" }
    if name.hasSuffix(";") { return "the ';' is part of the name here: leave it out" }
    if name.contains("[") || name.contains("(") {
      return "this is all its name: a title is given by 'state \"Title\" as Name'"
    }
    return nil
  }

  /// Whether the run ends with its action, whatever comes behind.
  fileprivate var aborts: Bool {
    if case .abort = action?.kind { true } else { false }
  }
}

/// From which states an end can be reached: `[*]` of the state's region, a state without exits, or
/// a terminal one. A composite can go on only if each of its regions can end.
private struct EndSearch {
  private(set) var canEnd: [Bool]

  private let workflow: Workflow
  /// Whether the exits of a state lead to an end.
  private var exitsCanEnd: [Bool]
  /// How many regions inside a state are not known to end.
  private var openRegions: [Int]
  /// States that have just been found.
  private var open: [Int] = []

  init(_ workflow: Workflow) {
    self.workflow = workflow
    let states = workflow.states
    canEnd = Array(repeating: false, count: states.count)
    exitsCanEnd = states.map { state in
      state.exits.isEmpty || state.properties.isTerminal
        || state.exits.contains { workflow[$0].target.state == nil }
    }
    openRegions = states.map { state in
      state.inner.count { !workflow[$0].starts.isEmpty }
    }
    search()
  }

  private mutating func search() {
    var predecessors: [[Int]] = Array(repeating: [], count: workflow.states.count)
    var regions: [[RegionID]] = Array(repeating: [], count: workflow.states.count)
    for transition in workflow.transitions {
      guard let target = transition.target.state?.index else { continue }
      switch transition.source {
      case .state(let source): predecessors[target].append(source.index)
      case .terminal(let region): regions[target].append(region)
      }
    }
    var endedRegions: Set<RegionID> = []
    for index in workflow.states.indices { settle(index) }
    while let state = open.popLast() {
      for source in predecessors[state] where !exitsCanEnd[source] {
        exitsCanEnd[source] = true
        settle(source)
      }
      for region in regions[state] where endedRegions.insert(region).inserted {
        guard let parent = workflow[region].parent?.index else { continue }
        openRegions[parent] -= 1
        settle(parent)
      }
    }
  }

  private mutating func settle(_ index: Int) {
    guard !canEnd[index], exitsCanEnd[index], openRegions[index] <= 0 else { return }
    canEnd[index] = true
    open.append(index)
  }
}

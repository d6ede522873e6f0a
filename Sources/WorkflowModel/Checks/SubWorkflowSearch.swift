internal import WorkflowLanguage
package import WorkflowSource

/// Follows the calls of a workflow to others, as far as these are named in the file.
package struct SubWorkflowSearch: Sendable {
  /// A call to a workflow that is named outright.
  package struct Call: Sendable {
    package var name: String
    package var range: SourceRange
  }

  /// A call that leads into a circle.
  package struct Circle: Sendable {
    package var range: SourceRange
    /// The names round the circle; the first comes again as the last.
    package var names: [String]
    /// Whether the workflow that was asked about is in it.
    package var isOwn: Bool
  }

  /// A call to a workflow that is not there, or cannot be read.
  package struct Missing: Sendable {
    package var range: SourceRange
    package var message: String
    package var hint: String?
  }

  package private(set) var circles: [Circle] = []
  package private(set) var missing: [Missing] = []

  /// Deeper calls no run makes.
  private static let greatestDepth = 100

  /// What one file holds; the same text found by two paths is the same workflow.
  fileprivate struct Identity: Hashable {
    var name: String
    var bytes: [UInt8]

    init(_ workflow: Workflow) {
      name = workflow.name
      bytes = workflow.source.bytes
    }
  }

  private let loader: any WorkflowLoading
  /// By the caller's folder and the name.
  private var found: [[String]: LoadedWorkflow?] = [:]
  /// The circle that each workflow leads into; nil for none.
  private var known: [Identity: [String]?] = [:]
  private var path: [(identity: Identity, name: String)] = []

  package init(_ workflow: Workflow, loader: any WorkflowLoading) {
    self.loader = loader
    let calls = workflow.subWorkflowCalls
    guard !calls.isEmpty else { return }
    path = [(Identity(workflow), workflow.name)]
    for call in calls {
      guard let child = find(call, in: workflow) else { continue }
      guard let names = circle(through: child) else { continue }
      circles.append(
        Circle(range: call.range, names: names, isOwn: names.contains(workflow.name)))
    }
  }

  private mutating func find(_ call: Call, in caller: Workflow) -> Workflow? {
    do throws(WorkflowNotFound) {
      let loaded = try load(call.name, in: caller)
      if let workflow = loaded.workflow, loaded.isSound { return workflow }
      missing.append(
        Missing(
          range: call.range, message: "the workflow '\(call.name)' has errors and cannot run",
          hint: "see 'wfsh check \(call.name)'"))
      return loaded.workflow
    } catch {
      missing.append(Missing(range: call.range, message: error.message, hint: error.hint))
      return nil
    }
  }

  private mutating func load(
    _ name: String, in caller: Workflow
  ) throws(WorkflowNotFound) -> LoadedWorkflow {
    let key = [caller.source.folder, name]
    if case .some(.some(let loaded)) = found[key] { return loaded }
    let loaded = try loader.load(name, calledBy: caller.source)
    found[key] = loaded
    return loaded
  }

  /// The names round a circle into which a workflow leads, from where it is on the path.
  private mutating func circle(through workflow: Workflow) -> [String]? {
    let identity = Identity(workflow)
    if let start = path.firstIndex(where: { $0.identity == identity }) {
      return path[start...].map(\.name) + [workflow.name]
    }
    if let names = known[identity] { return names }
    guard path.count < Self.greatestDepth else { return nil }
    path.append((identity, workflow.name))
    defer { path.removeLast() }
    var names: [String]?
    for call in workflow.subWorkflowCalls where names == nil {
      guard let child = (try? load(call.name, in: workflow))?.workflow else { continue }
      names = circle(through: child)
    }
    known[identity] = .some(names)
    return names
  }
}

extension Workflow {
  /// The calls to other workflows that are named outright, in file order.
  package var subWorkflowCalls: [SubWorkflowSearch.Call] {
    states.flatMap { state in
      ((state.action.map { [$0] } ?? []) + (state.properties.beside ?? [])).flatMap(\.all)
    }.compactMap { call in
      guard case .runWorkflow(let call) = call.kind, let name = call.workflow.literalText,
        !name.isEmpty
      else { return nil }
      return SubWorkflowSearch.Call(name: name, range: call.workflow.range)
    }
  }
}

extension Workflow {
  /// This workflow and those that it runs, and that these run, as far as they are named outright
  /// and can be read; each once, in the order in which they are called.
  package func withSubWorkflows(from loader: any WorkflowLoading) -> [Workflow] {
    var found = [self]
    var known: Set = [SubWorkflowSearch.Identity(self)]
    var position = 0
    while position < found.count {
      let caller = found[position]
      position += 1
      for call in caller.subWorkflowCalls {
        guard let child = (try? loader.load(call.name, calledBy: caller.source))?.workflow,
          known.insert(SubWorkflowSearch.Identity(child)).inserted
        else { continue }
        found.append(child)
      }
    }
    return found
  }
}

extension LoadedWorkflow {
  /// The same with an error for each call that leads into a circle, so that it will not run.
  package func followed(with loader: any WorkflowLoading) -> LoadedWorkflow {
    guard let workflow else { return self }
    var result = self
    result.diagnostics = Checks.sorted(
      diagnostics + SubWorkflowSearch(workflow, loader: loader).circularDiagnostics)
    return result
  }
}

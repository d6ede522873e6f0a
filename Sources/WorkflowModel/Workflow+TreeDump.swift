internal import WorkflowLanguage
internal import WorkflowSource

extension Workflow {
  /// The whole workflow as an indented tree: what `outline` shows and parser tests compare.
  ///
  /// - Parameter places: also the line and column of every part.
  package func treeDump(places: Bool = false) -> String {
    var dump = TreeDump(source: places ? source : nil)
    dump.add(self)
    return dump.lines.joined(separator: "\n")
  }
}

/// Writes a workflow's parts, a line each.
private struct TreeDump {
  /// The text that places are counted in; nil when they are not wanted.
  let source: SourceText?
  var lines: [String] = []
  private var depth = 0
  /// The states of each region, by its number.
  private var members: [Int: [State]] = [:]

  init(source: SourceText?) { self.source = source }

  private mutating func line(_ text: String, _ range: SourceRange? = nil) {
    var place = ""
    if let source, let range { place = "  @\(source.position(at: range.lower))" }
    lines.append(String(repeating: "  ", count: depth) + text + place)
  }

  private mutating func indented(_ body: (inout TreeDump) -> Void) {
    depth += 1
    body(&self)
    depth -= 1
  }

  mutating func add(_ workflow: Workflow) {
    members = Dictionary(grouping: workflow.states) { $0.region.index }
    line("workflow \(workflow.name)")
    indented { dump in
      dump.add(workflow.about)
      for argument in workflow.arguments { dump.add(argument) }
      for binding in workflow.bindings {
        dump.line("handler \(binding.glob)", binding.range)
      }
      dump.add(.root, in: workflow)
    }
  }

  private mutating func add(_ about: WorkflowAbout) {
    let parts = [
      ("title", about.title), ("description", about.description), ("category", about.category),
      ("version", about.version), ("author", about.author),
    ]
    for (name, text) in parts {
      if let text { line("\(name): \(text)") }
    }
    if !about.tags.isEmpty { line("tags: \(about.tags.joined(separator: ", "))") }
  }

  private mutating func add(_ argument: Argument) {
    var words = ["argument \(argument.name): \(argument.kind.rawValue)"]
    if argument.isRequired { words.append("required") }
    if argument.isSecret { words.append("secret") }
    if let value = argument.defaultValue { words.append("= \(value.shown())") }
    if !argument.choices.isEmpty { words.append("of \(argument.choices.joined(separator: " | "))") }
    if let pattern = argument.pattern { words.append("matching /\(pattern)/") }
    if let minimum = argument.minimum { words.append("from \(Argument.text(minimum))") }
    if let maximum = argument.maximum { words.append("to \(Argument.text(maximum))") }
    line(words.joined(separator: " "), argument.range)
  }

  // MARK: States

  private mutating func add(_ region: RegionID, in workflow: Workflow) {
    for id in workflow[region].starts { add(workflow[id], in: workflow) }
    for state in members[region.index] ?? [] { add(state, in: workflow) }
  }

  private mutating func add(_ state: State, in workflow: Workflow) {
    let kind = state.kind == .simple ? "" : " <<\(state.kind.rawValue)>>"
    let title = state.title.map { " \"\($0)\"" } ?? ""
    line("state \(state.name)\(kind)\(title)", state.range)
    indented { dump in
      for text in state.descriptions { dump.line("description: \(text)") }
      if let action = state.action { dump.add(action) }
      dump.add(state.properties)
      for id in state.exits { dump.add(workflow[id], in: workflow) }
      for group in state.forks {
        let targets = group.map { workflow[$0].target.state.map { workflow[$0].name } ?? "[*]" }
        dump.line("together: \(targets.joined(separator: ", "))")
      }
      for (number, id) in state.inner.enumerated() {
        dump.line("region \(number + 1)", workflow[id].range)
        dump.indented { $0.add(id, in: workflow) }
      }
    }
  }

  private mutating func add(_ transition: Transition, in workflow: Workflow) {
    let label = transition.label
    let target = transition.target.state.map { workflow[$0].name } ?? "[*]"
    let text = label.text.isEmpty ? "" : " \"\(label.text)\""
    let isStart = transition.source.state == nil
    var words = "\(isStart ? "start " : "")-> \(target)\(text)  \(label.exitClass.rawValue)"
    if let condition = label.guardExpression { words += " [\(condition.text)]" }
    line("\(words) (\(label.rule))", transition.range)
  }

  private mutating func add(_ properties: StateProperties) {
    if let timeout = properties.timeout { line("timeout: \(Self.text(timeout))") }
    if let retry = properties.retry { add(retry) }
    if let handler = properties.errorHandler { line("error_handler: \(handler.rawValue)") }
    if let captures = properties.capturesErrors { line("error_capture: \(Self.text(captures))") }
    if let output = properties.output { add(output, called: "output") }
    if let condition = properties.condition {
      line("condition: \(condition.text)", condition.range)
    }
    if properties.isTerminal { line("terminal: true") }
    if properties.isParallel { line("parallel: true") }
    if let ends = properties.ends { line("ends: \(ends.rawValue)") }
    if let state = properties.compensation {
      line("compensation_state: \(state.name)", state.range)
    }
    if let state = properties.deadLetter { line("dead_letter_state: \(state.name)", state.range) }
    if let tasks = properties.beside {
      line("parallel:")
      indented { dump in for task in tasks { dump.add(task) } }
    }
  }

  private mutating func add(_ retry: RetryPolicy) {
    var parts = [
      "attempts \(Self.text(retry.attempts))", "delay \(Self.text(retry.delay))",
      "backoff \(Self.text(retry.backoff) { $0.rawValue })",
    ]
    if let longest = retry.maxDelay { parts.append("max_delay \(Self.text(longest))") }
    if let jitter = retry.jitter { parts.append("jitter \(Self.text(jitter))") }
    if !retry.types.isEmpty { parts.append("on \(retry.types.joined(separator: ", "))") }
    line("retry: \(parts.joined(separator: "; "))")
  }

  // MARK: Actions

  private mutating func add(_ action: ActionCall) {
    line("action \(action.word)", action.range)
    indented { dump in
      for part in action.parts { dump.add(part) }
      if let stored = action.stored { dump.line("result -> \(stored.name)", stored.range) }
      if case .conditional(let call) = action.kind {
        for (name, action) in [("on_true", call.onTrue), ("on_false", call.onFalse)] {
          guard let action else { continue }
          dump.line("\(name):")
          dump.indented { $0.add(action) }
        }
      } else {
        for action in action.inner { dump.add(action) }
      }
    }
  }

  private mutating func add(_ part: ActionPart) {
    switch part.content {
    case .text(let template): line("\(part.name): \(template.text)", template.range)
    case .word(let word): line("\(part.name): \(word)")
    case .condition(let condition): line("\(part.name): \(condition.text)", condition.range)
    case .value(let value): add(value, called: part.name)
    }
  }

  private mutating func add(_ value: TemplateValue, called name: String) {
    switch value {
    case .literal(let value, let range): line("\(name) = \(value.shown())", range)
    case .template(let template): line("\(name) = template \(template.text)", template.range)
    case .list(let items, let range):
      line("\(name) = list", range)
      indented { dump in
        for (number, item) in items.enumerated() { dump.add(item, called: "\(number)") }
      }
    case .map(let members, let range):
      line("\(name) = map", range)
      indented { dump in
        for member in members { dump.add(member.value, called: member.name) }
      }
    }
  }

  private static func text<T>(
    _ property: Property<T>, _ write: (T) -> String = { "\($0)" }
  ) -> String {
    switch property {
    case .value(let value): write(value)
    case .template(let template): "template \(template.text)"
    }
  }
}

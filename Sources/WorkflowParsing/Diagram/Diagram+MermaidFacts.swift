package import JSONText
internal import WorkflowSource

extension Diagram {
  /// What Mermaid makes of the diagram: the tree of scopes that the conformance suites hold as
  /// `expected.root`.
  ///
  /// `{states: [{id, type, descriptions?, notes?, classes?, children?}], transitions: [{from, to,
  /// label}], direction?, regions?}`; states stand in the order they are first named.
  package var mermaidFacts: JSONValue { .object(MermaidScope(statements, isRoot: true).facts) }
}

/// The states and transitions between one pair of braces.
private struct MermaidScope {
  private struct State {
    var id: String
    var kind = Diagram.StateKind.plain
    var descriptions: [String] = []
    var notes: [JSONValue] = []
    var classes: [String] = []
    var children: JSONObject?
  }

  private var states: [State] = []
  private var positions: [String: Int] = [:]
  private var transitions: [JSONValue] = []
  private var regions: [JSONObject]?
  private var direction: Diagram.Orientation?

  init(_ statements: [Diagram.Statement], isRoot: Bool = false) {
    if !isRoot, statements.contains(where: { $0.kind == .divider }) {
      var parts = statements.split(omittingEmptySubsequences: false) { $0.kind == .divider }
      // What stands behind the last divider is a region only if something does.
      if parts.last?.isEmpty == true { parts.removeLast() }
      regions = parts.map { MermaidScope(Array($0)).facts }
    } else {
      for statement in statements { add(statement.kind) }
    }
  }

  private mutating func add(_ kind: Diagram.Kind) {
    switch kind {
    case .transition(let transition):
      let from = add(transition.from)
      let to = add(transition.to)
      transitions.append([
        "from": .string(from), "to": .string(to), "label": .string(transition.label?.text ?? ""),
      ])
    case .state(let declaration): add(declaration)
    case .description(let description):
      let text = Self.trim(description.text.text)
      if text.isEmpty {
        _ = add(description.state)
      } else {
        describe(description.state, Self.dropColon(text))
      }
    case .note(let note) where note.position != .floating:
      let index = position(of: note.target.text)
      states[index].notes.append([
        "position": .string(note.position.rawValue), "text": .string(Self.clean(note.text.text)),
      ])
    case .direction(let value): direction = value
    default: break
    }
  }

  private mutating func add(_ declaration: Diagram.StateDeclaration) {
    // To Mermaid, `state A` alone says nothing: only its other mentions make a state of it.
    let isBare = declaration.hasKeyword && declaration.kind == .plain && declaration.body == nil
    guard !isBare || declaration.title != nil, declaration.state.name.text != "[*]" else { return }
    _ = add(declaration.state)
    let index = position(of: declaration.state.name.text)
    if states[index].kind == .plain { states[index].kind = declaration.kind }
    if let title = declaration.title {
      let text = Self.trim(title.text)
      let isKept = !text.isEmpty || declaration.body != nil || declaration.description != nil
      if isKept { states[index].descriptions.append(Self.clean(Self.dropColon(text))) }
    }
    if let description = declaration.description {
      states[index].descriptions.append(Self.clean(Self.dropColon(description.text)))
    }
    if let body = declaration.body, states[index].children == nil {
      states[index].children = MermaidScope(body).facts
    }
  }

  /// Names a state; gives back its id.
  private mutating func add(_ reference: Diagram.StateReference) -> String {
    let id = reference.name.text
    guard id != "[*]" else { return id }
    let index = position(of: id)
    if let className = reference.className { states[index].classes.append(className.text) }
    return id
  }

  private mutating func describe(_ reference: Diagram.StateReference, _ text: String) {
    let id = add(reference)
    guard id != "[*]" else { return }
    states[position(of: id)].descriptions.append(Self.clean(text))
  }

  private mutating func position(of id: String) -> Int {
    if let position = positions[id] { return position }
    positions[id] = states.count
    states.append(State(id: id))
    return states.count - 1
  }

  // MARK: Facts

  var facts: JSONObject {
    var result: JSONObject = [
      "states": .array(states.map(Self.facts)), "transitions": .array(transitions),
    ]
    if let direction { result["direction"] = .string(direction.rawValue) }
    if let regions { result["regions"] = .array(regions.map(JSONValue.object)) }
    return result
  }

  private static func facts(_ state: State) -> JSONValue {
    var result: JSONObject = ["id": .string(state.id), "type": .string(state.kind.rawValue)]
    if !state.descriptions.isEmpty {
      result["descriptions"] = .array(state.descriptions.map(JSONValue.string))
    }
    if !state.notes.isEmpty { result["notes"] = .array(state.notes) }
    if !state.classes.isEmpty { result["classes"] = .array(state.classes.map(JSONValue.string)) }
    if let children = state.children { result["children"] = .object(children) }
    return .object(result)
  }

  // MARK: Texts

  private static func trim(_ text: String) -> String {
    let bytes = DiagramBytes(Array(text.utf8))
    let range = bytes.trim(0, bytes.count)
    return String(decoding: bytes.bytes[range.lower..<range.upper], as: UTF8.self)
  }

  /// A colon that begins a description is not part of it.
  private static func dropColon(_ text: String) -> String {
    text.hasPrefix(":") ? trim(String(text.dropFirst())) : text
  }

  /// A text as it is drawn: every spelling of a line break is `<br>`, scripts are gone.
  private static func clean(_ text: String) -> String {
    let bytes = DiagramBytes(Array(text.utf8))
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes.has("<br", at: index) {
        var end = bytes.skipWhite(index + 3)
        if bytes.byte(end) == UInt8(ascii: "/") { end += 1 }
        if bytes.byte(end) == UInt8(ascii: ">") {
          result += Array("<br>".utf8)
          index = end + 1
          continue
        }
      } else if bytes.hasWord("<script", at: index) {
        let close = bytes.find("</script>", from: index)
        index = close.map { $0 + 9 } ?? bytes.count
        continue
      }
      result.append(bytes.bytes[index])
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
  }
}

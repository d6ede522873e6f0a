internal import JSONText
internal import WorkflowLanguage

/// The trace of an evaluation as a tree.
struct TraceTree {
  private let root: TraceNode

  init(_ root: TraceNode) { self.root = root }

  var document: Document {
    var lines: [StyledText] = []
    Self.add(root, indent: "", isLast: true, isRoot: true, to: &lines)
    return .lines("trace", lines, facts: ["trace": Self.json(of: root)])
  }

  private static func add(
    _ node: TraceNode, indent: String, isLast: Bool, isRoot: Bool, to lines: inout [StyledText]
  ) {
    let branch = isRoot ? "" : isLast ? "└ " : "├ "
    var line: StyledText = "\(indent + branch, .faint)\(node.label)"
    if let value = node.value { line += "  = \(StyledText(value, limit: 120))" }
    if let error = node.error { line += "  \(error, .bad)" }
    if !node.notes.isEmpty { line += "  \("(\(node.notes.joined(separator: ", ")))", .faint)" }
    if node.isDeciding, !isRoot { line += "  \("← decides", .warning)" }
    lines.append(line)
    let inner = isRoot ? "" : indent + (isLast ? "  " : "│ ")
    for (index, child) in node.children.enumerated() {
      add(
        child, indent: inner, isLast: index == node.children.count - 1, isRoot: false,
        to: &lines)
    }
  }

  private static func json(of node: TraceNode) -> JSONValue {
    var object: JSONObject = [
      "label": .string(node.label), "kind": .string(node.kind.rawValue),
      "value": node.value?.json ?? .null,
    ]
    if let error = node.error { object["error"] = .string(error) }
    if !node.notes.isEmpty { object["notes"] = .array(node.notes.map { .string($0) }) }
    if node.isDeciding { object["decides"] = true }
    if !node.children.isEmpty { object["children"] = .array(node.children.map(json)) }
    return .object(object)
  }
}

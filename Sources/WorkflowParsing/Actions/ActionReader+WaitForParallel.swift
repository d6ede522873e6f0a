internal import WorkflowModel
internal import WorkflowSource
internal import YAMLText

extension ActionReader {
  mutating func waitForParallel(in mapping: YAMLMapping) -> WaitForParallelCall {
    let timeout = mapping["timeout"].flatMap { duration($0, called: "timeout") }
    var states: [StateReference] = []
    if let node = mapping["states"], !node.isNull {
      if let items = node.sequenceValue {
        for item in items { states += state(item, called: "states").map { [$0] } ?? [] }
      } else if let scalar = node.scalar {
        for part in TextPart.parts(of: scalar.text) {
          states.append(state(part.text, at: scalar.places.origin(of: part.range)))
        }
      } else {
        error(
          "wrong-value", "'states' must be a list of states, not \(node.value.kindName)",
          node.range, hint: "write 'states: [A, B]'")
      }
    }
    return WaitForParallelCall(states: states, timeout: timeout)
  }

  /// A state by name; nil with an error for what is no text.
  mutating func state(_ node: YAMLNode, called name: String) -> StateReference? {
    guard let text = node.text, !text.isEmpty, !node.isNull else {
      error("wrong-value", "'\(name)' must name a state", node.range)
      return nil
    }
    return state(text, at: contentRange(node))
  }

  /// A state by name; one that is not there is an error.
  private mutating func state(_ name: String, at range: SourceRange) -> StateReference {
    let id = states.id(of: name)
    if id == nil {
      error(
        "unknown-state", "no state '\(name)' in the diagram", range, hint: states.hint(for: name))
    }
    return StateReference(name: name, range: range, state: id)
  }
}

/// A piece of a text that lists things with commas.
struct TextPart {
  var text: String
  /// In the text.
  var range: SourceRange

  /// What stands between the commas, without blanks at the ends; empty pieces are left out.
  static func parts(of text: String) -> [TextPart] {
    let bytes = Array(text.utf8)
    var parts: [TextPart] = []
    var start = 0
    while start <= bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: ",")) ?? bytes.count
      var lower = start
      var upper = end
      while lower < upper, bytes[lower] <= 0x20 { lower += 1 }
      while upper > lower, bytes[upper - 1] <= 0x20 { upper -= 1 }
      if lower < upper {
        parts.append(
          TextPart(
            text: String(decoding: bytes[lower..<upper], as: UTF8.self),
            range: SourceRange(lower, upper)))
      }
      start = end + 1
    }
    return parts
  }
}

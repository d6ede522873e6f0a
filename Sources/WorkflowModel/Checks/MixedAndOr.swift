internal import WorkflowLanguage
internal import WorkflowSource

extension Check {
  /// `a and b or c` in a template: Liquid reads it from right to left, which few expect.
  static let mixedAndOr = Check(
    code: "mixed-and-or", summary: "'and' and 'or' side by side in templates, without parentheses"
  ) { subject in
    subject.workflow.states.flatMap { state -> [Diagnostic] in
      var templates = (state.action?.all ?? []).flatMap(\.ownTemplates)
      templates += state.properties.output?.templates ?? []
      return templates.filter { isMixed($0.text) }.map { template in
        .warning(
          "mixed-and-or", "'and' and 'or' are read from right to left here",
          range: template.range, hint: "put parentheses round the part that belongs together")
      }
    }
  }

  /// Whether both words stand at one level of parentheses of one `{{ }}` or `{% %}`.
  private static func isMixed(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    /// The words seen at each open level: 1 for `and`, 2 for `or`.
    var levels: [Int] = []
    var quote: UInt8?
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      index += 1
      if levels.isEmpty {
        if byte == UInt8(ascii: "{"), next == byte || next == UInt8(ascii: "%") {
          levels = [0]
          index += 1
        }
        continue
      }
      if let opened = quote {
        if byte == opened { quote = nil }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
      case UInt8(ascii: "("): levels.append(0)
      case UInt8(ascii: ")"): if levels.count > 1 { levels.removeLast() }
      case UInt8(ascii: "|"): levels[levels.count - 1] = 0
      case UInt8(ascii: "}"): if next == byte { levels = [] }
      case UInt8(ascii: "%"): if next == UInt8(ascii: "}") { levels = [] }
      case UInt8(ascii: " "):
        if bytes[index...].starts(with: "and ".utf8) { levels[levels.count - 1] |= 1 }
        if bytes[index...].starts(with: "or ".utf8) { levels[levels.count - 1] |= 2 }
        if levels.last == 3 { return true }
      default: break
      }
    }
    return false
  }
}

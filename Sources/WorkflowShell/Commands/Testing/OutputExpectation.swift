internal import WorkflowLanguage
internal import WorkflowSource

/// Lines that a command is expected to have written.
struct OutputExpectation {
  private let document: HereDocument

  init(_ document: HereDocument) { self.document = document }

  func check(_ found: [String], _ arguments: ParsedArguments, _ shell: Shell) throws {
    for (index, wanted) in document.lines.enumerated() {
      guard index < found.count else {
        throw failure("line \(index + 1) is missing: \(wanted)", found, arguments, shell)
      }
      guard !Self.fits(wanted, found[index]) else { continue }
      throw failure(
        "line \(index + 1) is '\(found[index])', expected '\(wanted)'", found, arguments, shell)
    }
    guard found.count <= document.lines.count else {
      throw failure(
        "a line more than expected: '\(found[document.lines.count])'", found, arguments, shell)
    }
  }

  private func failure(
    _ message: String, _ found: [String], _ arguments: ParsedArguments, _ shell: Shell
  ) -> ShellError {
    shell.assertionFailure(
      message, at: SourceRange(document.range.lower, document.range.lower + 2),
      notes: ["the command before wrote:"] + found.map { "  " + $0 }, arguments)
  }

  /// `text (glob)`, `text (re)`, `text <ignore> text`, or the text itself.
  static func fits(_ wanted: String, _ found: String) -> Bool {
    if wanted.hasSuffix(" (glob)") { return Glob(String(wanted.dropLast(7))).matches(found) }
    if wanted.hasSuffix(" (re)") {
      let pattern = "^(?:\(wanted.dropLast(5)))$"
      return (try? RegularExpression(pattern))?.firstMatch(in: found) != nil
    }
    let parts = wanted.split(separator: "<ignore>", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return wanted == found }
    var rest = found[...]
    for (index, part) in parts.enumerated() {
      if index == 0 {
        guard rest.hasPrefix(part) else { return false }
        rest = rest.dropFirst(part.count)
      } else if index == parts.count - 1 {
        return rest.hasSuffix(part)
      } else if let range = rest.firstRange(of: part) {
        rest = rest[range.upperBound...]
      } else {
        return false
      }
    }
    return true
  }
}

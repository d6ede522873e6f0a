/// A pattern in which `*` stands for any text, `/` included, and `?` for one character.
package struct Glob: Hashable, Sendable, CustomStringConvertible {
  /// The pattern as written.
  package var description: String
  private let pattern: [Unicode.Scalar]

  package init(_ pattern: String) {
    description = pattern
    self.pattern = Array(pattern.unicodeScalars)
  }

  /// Whether the whole text fits; takes time by the product of both lengths at most.
  package func matches(_ text: String) -> Bool {
    let text = Array(text.unicodeScalars)
    var at = 0
    var index = 0
    var star: (after: Int, from: Int)?
    while index < text.count {
      if at < pattern.count, pattern[at] == "*" {
        star = (at + 1, index)
        at += 1
      } else if at < pattern.count, pattern[at] == "?" || pattern[at] == text[index] {
        at += 1
        index += 1
      } else if let last = star {
        // Give the latest star one scalar more.
        star = (last.after, last.from + 1)
        at = last.after
        index = last.from + 1
      } else {
        return false
      }
    }
    return pattern[at...].allSatisfy { $0 == "*" }
  }
}

/// A pattern over names: `*` for any text, `?` for one byte.
struct Glob {
  private let pattern: [UInt8]

  init(_ pattern: String) { self.pattern = Array(pattern.utf8) }

  /// Whether the whole text fits; takes at most (pattern × text) steps.
  func matches(_ text: String) -> Bool {
    let text = Array(text.utf8)
    var (p, t) = (0, 0)
    var retry: (p: Int, t: Int)?
    while t < text.count {
      if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
        retry = (p + 1, t)
        p += 1
      } else if p < pattern.count, pattern[p] == text[t] || pattern[p] == UInt8(ascii: "?") {
        p += 1
        t += 1
      } else if let back = retry {
        (p, t) = (back.p, back.t + 1)
        retry = (back.p, back.t + 1)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}

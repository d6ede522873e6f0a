import WorkflowSource

/// `{% raw %}`: text in which braces mean nothing.
struct RawTag: TemplateTag {
  static let row = TagRow(
    "raw", syntax: "{% raw %} … {% endraw %}", parts: ["endraw"],
    "Prints its part as it stands, braces and all.",
    example: ("{% raw %}{{ x }}{% endraw %}", "{{ x }}")
  ) { token, parser throws(LanguageError) in
    try parser.expectNothing(in: token)
    let (text, end) = parser.rawText(until: "endraw")
    if end == nil { parser.reportNeverClosed(token) }
    return RawTag(text: text)
  }

  private let text: String
  var isBlank: Bool { text.isEmpty }

  func render(in renderer: TemplateRenderer) throws(LanguageError) {
    try renderer.write(text, at: nil)
  }
}

extension TemplateParser {
  /// A tag that takes no words.
  func expectNothing(in token: TemplateToken) throws(LanguageError) {
    let words = self.words(in: token.inside)
    guard words.isAtEnd else {
      throw words.error("'\(token.tagName ?? "")' takes nothing", at: words.token)
    }
  }

  /// The text up to a tag, which is taken; nothing before it is read as a tag.
  mutating func rawText(until name: String) -> (text: String, end: TemplateToken?) {
    let start = scanner.index
    let limit = linesEnd ?? bytes.count
    var place = start
    while place + 1 < limit {
      guard bytes[place] == UInt8(ascii: "{"), bytes[place + 1] == UInt8(ascii: "%") else {
        place += 1
        continue
      }
      if let token = tag(named: name, at: place, before: limit) {
        scanner.index = token.range.upper
        trimsNext = token.trimsAfter
        return (String(decoding: bytes[start..<place], as: UTF8.self), token)
      }
      place += 2
    }
    scanner.index = limit
    return (String(decoding: bytes[start..<limit], as: UTF8.self), nil)
  }

  /// `{%- name … %}` at a place.
  private func tag(named name: String, at place: Int, before limit: Int) -> TemplateToken? {
    var index = place + 2
    if index < limit, bytes[index] == UInt8(ascii: "-") { index += 1 }
    while index < limit, bytes[index].isLiquidBlank { index += 1 }
    let letters = Array(name.utf8)
    guard index + letters.count < limit,
      bytes[index..<index + letters.count].elementsEqual(letters),
      !bytes[index + letters.count].isLiquidWord
    else { return nil }
    var ahead = scanner
    ahead.index = place
    let token = ahead.next()
    return token.tagName == name ? token : nil
  }
}

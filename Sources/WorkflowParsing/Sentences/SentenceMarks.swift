/// Where templates, lists and objects in a sentence end, found in one pass over it, so that no
/// sentence takes more time than its length.
struct SentenceMarks {
  private let bytes: [UInt8]
  /// Offsets of `}}`, of `%}` and of `}`, rising.
  private var outputEnds: [Int] = []
  private var tagEnds: [Int] = []
  private var braces: [Int] = []
  /// For each bracket that is closed, the offset behind its end.
  private var brackets: [Int: Int] = [:]
  private var lastQuotes: [UInt8: Int] = [:]
  let mayHaveTemplates: Bool

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    mayHaveTemplates = bytes.contains(UInt8(ascii: "{"))
    guard mayHaveTemplates || bytes.contains(UInt8(ascii: "[")) else { return }
    for index in bytes.indices where bytes[index] == UInt8(ascii: "}") {
      braces.append(index)
      guard index > 0 else { continue }
      if bytes[index - 1] == UInt8(ascii: "}") { outputEnds.append(index - 1) }
      if bytes[index - 1] == UInt8(ascii: "%") { tagEnds.append(index - 1) }
    }
    for quote in [UInt8(ascii: "\""), UInt8(ascii: "'")] {
      lastQuotes[quote] = bytes.lastIndex(of: quote)
    }
    matchBrackets()
  }

  private mutating func matchBrackets() {
    var open: [Int] = []
    var isText = false
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\") where isText: index += 1
      case UInt8(ascii: "\""): isText.toggle()
      case UInt8(ascii: "{") where !isText, UInt8(ascii: "[") where !isText: open.append(index)
      case UInt8(ascii: "}") where !isText, UInt8(ascii: "]") where !isText:
        if let start = open.popLast() { brackets[start] = index + 1 }
      default: break
      }
      index += 1
    }
  }

  /// Whether `{{`, `{%` or `${` stands at a place.
  static func isTemplate(in bytes: [UInt8], at place: Int) -> Bool {
    guard place + 1 < bytes.count else { return false }
    switch (bytes[place], bytes[place + 1]) {
    case (UInt8(ascii: "{"), UInt8(ascii: "{")), (UInt8(ascii: "{"), UInt8(ascii: "%")),
      (UInt8(ascii: "$"), UInt8(ascii: "{")):
      return true
    default: return false
    }
  }

  /// The end of the template that begins at a place; nil where none does, or it has no end.
  func templateEnd(at place: Int) -> Int? {
    guard Self.isTemplate(in: bytes, at: place) else { return nil }
    if bytes[place] == UInt8(ascii: "$") {
      return Self.first(in: braces, from: place + 2).map { $0 + 1 }
    }
    let ends = bytes[place + 1] == UInt8(ascii: "%") ? tagEnds : outputEnds
    return Self.first(in: ends, from: place + 2).map { $0 + 2 }
  }

  /// The end of a template inside a quoted text; nil where its quotes need no care.
  func quotedTemplateEnd(at place: Int, quote: UInt8) -> Int? {
    guard bytes[place] == UInt8(ascii: "{"), let end = templateEnd(at: place),
      // The quote that ends the text must come behind it.
      let last = lastQuotes[quote], end <= last
    else { return nil }
    return end
  }

  /// The end of a JSON list or object that begins at a place.
  func bracketsEnd(at place: Int) -> Int? {
    Self.isTemplate(in: bytes, at: place) ? nil : brackets[place]
  }

  /// The first of rising numbers that is not below a bound.
  private static func first(in numbers: [Int], from bound: Int) -> Int? {
    var low = 0
    var high = numbers.count
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < bound { low = middle + 1 } else { high = middle }
    }
    return low < numbers.count ? numbers[low] : nil
  }
}

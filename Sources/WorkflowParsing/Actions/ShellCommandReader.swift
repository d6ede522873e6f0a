package import WorkflowLanguage
package import WorkflowModel
package import WorkflowSource

/// Splits a shell command into text and values, so that every value reaches the shell as an
/// environment variable that is expanded where it stands, and never as text to be parsed.
///
/// It follows the shell's own quoting: bare, in double quotes, `$(…)`, `${…}`, comments and here
/// documents. Where an expansion would not happen (single quotes, a quoted here document) or would
/// be parsed again (backticks, arithmetic), a value is an error.
package struct ShellCommandReader {
  package struct Reading: Sendable {
    package var pieces: [ShellCall.Piece] = []
    package var diagnostics: [Diagnostic] = []
  }

  /// - Parameter dollarNames: whether `${name.path}` is a value too. Names in capitals stay
  ///   variables of the shell.
  package static func read(
    _ command: String, places: TextPlaces = TextPlaces(), dollarNames: Bool = false
  ) -> Reading {
    var reader = ShellCommandReader(Array(command.utf8), places, dollarNames)
    reader.read()
    return reader.reading
  }

  /// What encloses a place of the command.
  private enum Context {
    /// Nothing, or `(…)`, `$(…)`.
    case bare(closing: UInt8?)
    case doubleQuotes
    case singleQuotes
    case backticks
    /// `${…}`, inside double quotes or not.
    case braces(isQuoted: Bool)
    /// `$((…))`, with the number of open parentheses inside.
    case arithmetic(depth: Int)
    case comment
  }

  private struct HereDocument {
    var delimiter: [UInt8]
    var isQuoted: Bool
    var stripsTabs: Bool
  }

  private let bytes: [UInt8]
  private let places: TextPlaces
  private let dollarNames: Bool
  private var reading = Reading()
  private var contexts: [Context] = [.bare(closing: nil)]
  private var documents: [HereDocument] = []
  private var index = 0
  /// Where text begins that is not yet a piece.
  private var textStart = 0

  private init(_ bytes: [UInt8], _ places: TextPlaces, _ dollarNames: Bool) {
    self.bytes = bytes
    self.places = places
    self.dollarNames = dollarNames
  }

  private mutating func read() {
    while index < bytes.count {
      if let end = valueEnd(at: index) {
        readValue(until: end)
      } else if has("{%", at: index) {
        readTag()
      } else {
        readByte()
      }
    }
    finishText(at: bytes.count)
  }

  // MARK: Values

  /// The end of a `{{ … }}` or `${name}` that begins here.
  private func valueEnd(at place: Int) -> Int? {
    if has("{{", at: place) {
      var end = place + 2
      while end < bytes.count {
        if has("}}", at: end) { return end + 2 }
        end += 1
      }
      return bytes.count
    }
    return dollarNames ? DollarName.end(in: bytes, at: place) : nil
  }

  private mutating func readValue(until end: Int) {
    finishText(at: index)
    let text = String(decoding: bytes[index..<end], as: UTF8.self)
    let (template, problems) = Template.parse(
      text, places: places.dropping(index), dollarNames: dollarNames)
    reading.diagnostics += problems + template.problemsInState
    if let refusal {
      let range = places.origin(of: SourceRange(index, end))
      reading.diagnostics.append(
        .error(refusal.code, refusal.message, range: range, hint: refusal.hint))
    }
    reading.pieces.append(.value(template, isQuoted: isQuoted))
    index = end
    textStart = end
  }

  /// Whether a value needs no quotes of its own.
  private var isQuoted: Bool {
    switch contexts.last {
    case .doubleQuotes, .arithmetic, .braces(isQuoted: true): true
    default: false
    }
  }

  private struct Refusal {
    var code = "unsafe-shell-value"
    var message: String
    var hint: String?
  }

  /// Why a value may not stand here.
  private var refusal: Refusal? {
    switch contexts.last {
    case .singleQuotes: return Self.inSingleQuotes
    case .backticks:
      return Refusal(message: "a value cannot stand in backticks", hint: "write $(…)")
    case .arithmetic:
      return Refusal(
        message: "a value in $((…)) would be evaluated by the shell",
        hint: "compute it in the template: {{ n + 1 }}")
    case .braces where index >= 2 && bytes[index - 1] == UInt8(ascii: "{"):
      return Refusal(
        message: "a value cannot be the name of a shell variable", hint: "write the value alone")
    default: break
    }
    guard index > 0, bytes[index - 1] == UInt8(ascii: "\\") else { return nil }
    var slashes = 0
    while slashes < index, bytes[index - 1 - slashes] == UInt8(ascii: "\\") { slashes += 1 }
    return slashes % 2 == 0
      ? nil
      : Refusal(
        message: "a value cannot follow a backslash", hint: "remove the backslash before it")
  }

  private static let inSingleQuotes = Refusal(
    code: "single-quoted-value", message: "a value cannot stand in single quotes",
    hint: "use double quotes, or none; for braces of your own write '{''{'")

  private mutating func readTag() {
    let end = find("%}", from: index + 2).map { $0 + 2 } ?? bytes.count
    reading.diagnostics.append(
      .error(
        "shell-tag", "a command cannot have {% %} in it",
        range: places.origin(of: SourceRange(index, min(end, index + 2))),
        hint: "set a variable to what varies, and use it here as {{ name }}"))
    index = end
  }

  private mutating func finishText(at end: Int) {
    guard textStart < end else { return }
    reading.pieces.append(.text(String(decoding: bytes[textStart..<end], as: UTF8.self)))
    textStart = end
  }

  // MARK: The shell's quoting

  private mutating func readByte() {
    let byte = bytes[index]
    switch contexts[contexts.count - 1] {
    case .singleQuotes:
      if byte == UInt8(ascii: "'") { contexts.removeLast() }
      index += 1
    case .comment:
      if byte == 0x0A {
        contexts.removeLast()
      } else {
        index += 1
      }
    case .backticks:
      if byte == UInt8(ascii: "`") { contexts.removeLast() }
      index += byte == UInt8(ascii: "\\") ? 2 : 1
    case .arithmetic(let depth): readArithmetic(byte, depth)
    case .doubleQuotes:
      if byte == UInt8(ascii: "\"") {
        contexts.removeLast()
        index += 1
      } else {
        readCommon(byte)
      }
    case .braces(let isQuoted):
      if byte == UInt8(ascii: "}") {
        contexts.removeLast()
        index += 1
      } else if byte == UInt8(ascii: "'"), !isQuoted {
        open(.singleQuotes, 1)
      } else if byte == UInt8(ascii: "\"") {
        open(.doubleQuotes, 1)
      } else {
        readCommon(byte)
      }
    case .bare(let closing): readBare(byte, closing)
    }
  }

  private mutating func readBare(_ byte: UInt8, _ closing: UInt8?) {
    switch byte {
    case closing:
      contexts.removeLast()
      index += 1
    case UInt8(ascii: "'"): open(.singleQuotes, 1)
    case UInt8(ascii: "\""): open(.doubleQuotes, 1)
    case UInt8(ascii: "("): open(.bare(closing: UInt8(ascii: ")")), 1)
    case UInt8(ascii: "#") where index == 0 || Self.endsWord(bytes[index - 1]): open(.comment, 1)
    case UInt8(ascii: "<") where has("<<<", at: index): index += 3
    case UInt8(ascii: "<") where has("<<", at: index): readDocumentMark()
    case 0x0A:
      index += 1
      readDocuments()
    default: readCommon(byte)
    }
  }

  /// What is alike bare, in double quotes and in braces.
  private mutating func readCommon(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\\"):
      // What follows is no quote; a value that follows is refused where it is read.
      index += valueEnd(at: index + 1) == nil && !has("{%", at: index + 1) ? 2 : 1
    case UInt8(ascii: "`"): open(.backticks, 1)
    case UInt8(ascii: "$") where has("$((", at: index): open(.arithmetic(depth: 0), 3)
    case UInt8(ascii: "$") where has("$(", at: index):
      open(.bare(closing: UInt8(ascii: ")")), 2)
    case UInt8(ascii: "$") where has("${", at: index): open(.braces(isQuoted: isQuoted), 2)
    default: index += 1
    }
  }

  private mutating func readArithmetic(_ byte: UInt8, _ depth: Int) {
    switch byte {
    case UInt8(ascii: "("): contexts[contexts.count - 1] = .arithmetic(depth: depth + 1)
    case UInt8(ascii: ")") where depth > 0:
      contexts[contexts.count - 1] = .arithmetic(depth: depth - 1)
    case UInt8(ascii: ")"):
      contexts.removeLast()
      index += has("))", at: index) ? 2 : 1
      return
    default: break
    }
    index += 1
  }

  private mutating func open(_ context: Context, _ count: Int) {
    contexts.append(context)
    index += count
  }

  /// Whether a `#` behind this byte begins a comment.
  private static func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0A, UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"),
      UInt8(ascii: "("), UInt8(ascii: ")"):
      true
    default: false
    }
  }

  // MARK: Here documents

  /// `<<WORD`, `<<-WORD`, `<<'WORD'`: the text begins on the next line.
  private mutating func readDocumentMark() {
    index += 2
    var document = HereDocument(delimiter: [], isQuoted: false, stripsTabs: false)
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") {
      document.stripsTabs = true
      index += 1
    }
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    var quote: UInt8?
    while index < bytes.count, valueEnd(at: index) == nil {
      let byte = bytes[index]
      if let opened = quote {
        if byte == opened { quote = nil } else { document.delimiter.append(byte) }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
        document.isQuoted = true
      } else if byte == UInt8(ascii: "\\") {
        document.isQuoted = true
      } else if byte <= 0x20 || Self.endsWord(byte) || byte == UInt8(ascii: "<")
        || byte == UInt8(ascii: ">")
      {
        break
      } else {
        document.delimiter.append(byte)
      }
      index += 1
    }
    if !document.delimiter.isEmpty { documents.append(document) }
  }

  private mutating func readDocuments() {
    let waiting = documents
    documents = []
    for document in waiting { readDocument(document) }
  }

  /// The lines of a here document, up to and with the one that ends it.
  private mutating func readDocument(_ document: HereDocument) {
    let outer = contexts
    // In the text quotes are letters, so that values stand as if in double quotes.
    contexts = [document.isQuoted ? .singleQuotes : .doubleQuotes]
    defer { contexts = outer }
    while index < bytes.count {
      var start = index
      let end = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
      while document.stripsTabs, start < end, bytes[start] == 0x09 { start += 1 }
      if bytes[start..<end].elementsEqual(document.delimiter) {
        index = end
        return
      }
      readDocumentLine(until: end)
      if index < bytes.count { index += 1 }
    }
  }

  private mutating func readDocumentLine(until end: Int) {
    while index < end {
      if let close = valueEnd(at: index) {
        readValue(until: close)
      } else if has("{%", at: index) {
        readTag()
      } else {
        index += 1
      }
    }
  }

  // MARK: Bytes

  private func has(_ text: StaticString, at place: Int) -> Bool {
    guard place + text.utf8CodeUnitCount <= bytes.count else { return false }
    return text.withUTF8Buffer { wanted in
      wanted.indices.allSatisfy { bytes[place + $0] == wanted[$0] }
    }
  }

  private func find(_ text: StaticString, from start: Int) -> Int? {
    (start..<max(start, bytes.count)).first { has(text, at: $0) }
  }
}

/// `${name}`, `${name.path}`: a value in notation B.
enum DollarName {
  /// The end of one that begins here. Names all in capitals belong to the environment.
  static func end(in bytes: [UInt8], at start: Int) -> Int? {
    guard start + 2 < bytes.count, bytes[start] == UInt8(ascii: "$"),
      bytes[start + 1] == UInt8(ascii: "{")
    else { return nil }
    var end = start + 2
    var hasSmallLetter = false
    while end < bytes.count, isNamePart(bytes[end]) {
      if bytes[end] >= 0x61, bytes[end] <= 0x7A || bytes[end] >= 0x80 { hasSmallLetter = true }
      end += 1
    }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "}"), hasSmallLetter else { return nil }
    return end + 1
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "."), 0x80...:
      true
    default: false
    }
  }
}

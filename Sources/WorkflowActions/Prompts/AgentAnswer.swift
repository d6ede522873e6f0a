package import HandlerContract
internal import JSONText

/// Makes sense of what an agent writes: prose, with a JSON object somewhere in it or not.
package enum AgentAnswer {
  /// What an answer begins with that ends the whole run.
  static let abortMark = "ABORT ERROR"

  /// The text as `output`, and the members of the JSON object in it as fields.
  ///
  /// The object is the whole text, else the last fenced block that is one, else the last that
  /// begins a line. A text that begins with `ABORT ERROR` is a failure of type `abort`.
  package static func read(_ bytes: [UInt8]) -> HandlerAnswer {
    guard let whole = String(validating: bytes, as: UTF8.self) else {
      return HandlerAnswer(rawOutput: bytes)
    }
    let text = trimmed(whole)
    var fields: JSONObject = ["output": .string(text)]
    for member in object(in: text)?.members ?? [] { fields[member.name] = member.value }
    let answer = HandlerAnswer.success(fields)
    guard text.hasPrefix(abortMark) else { return answer }
    let rest = trimmed(String(text.dropFirst(abortMark.count).drop { ":-– ".contains($0) }))
    return .failure(
      HandlerFailure(
        type: "abort", message: rest.isEmpty ? "the agent gave up" : rest, retryable: false),
      outputs: answer.outputs)
  }

  private static func trimmed(_ text: String) -> String {
    var view = Substring(text)
    if view.hasPrefix("\u{FEFF}") { view.removeFirst() }
    while view.first?.isWhitespace == true { view.removeFirst() }
    while view.last?.isWhitespace == true { view.removeLast() }
    return String(view)
  }

  private static func object(in text: String) -> JSONObject? {
    if let object = json(Array(text.utf8)) { return object }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return fenced(lines).last ?? bare(text).last
  }

  private static func json(_ bytes: [UInt8]) -> JSONObject? {
    (try? JSONReader.read(bytes))?.objectValue
  }

  /// Objects that fill a block between lines of three backquotes or tildes.
  private static func fenced(_ lines: [Substring]) -> [JSONObject] {
    var found: [JSONObject] = []
    var block: (mark: Substring, lines: [Substring])?
    for line in lines {
      let text = line.drop { $0 == " " || $0 == "\t" }
      if let open = block {
        let isEnd = text.hasPrefix(open.mark) && text.allSatisfy { "`~ \t\r".contains($0) }
        if !isEnd {
          block?.lines.append(line)
          continue
        }
        if let object = json(Array(open.lines.joined(separator: "\n").utf8)) {
          found.append(object)
        }
        block = nil
      } else if text.hasPrefix("```") || text.hasPrefix("~~~") {
        let mark = text.first ?? "`"
        block = (text.prefix { $0 == mark }, [])
      }
    }
    return found
  }

  /// How many lines that begin like an object may turn out to be none.
  private static let mostFailures = 50

  /// Objects that begin a line and end one.
  private static func bare(_ text: String) -> [JSONObject] {
    let bytes = Array(text.utf8)
    func isBlank(_ index: Int) -> Bool { bytes[index] == 0x20 || bytes[index] == 0x09 }
    var found: [JSONObject] = []
    var failures = 0
    var index = 0
    while index < bytes.count, failures < mostFailures {
      var start = index
      while start < bytes.count, isBlank(start) { start += 1 }
      if start < bytes.count, bytes[start] == UInt8(ascii: "{") {
        if let (value, end) = try? JSONReader.readPrefix(of: bytes, from: start) {
          index = end
          while index < bytes.count, isBlank(index) || bytes[index] == 0x0D { index += 1 }
          let endsLine = index == bytes.count || bytes[index] == 0x0A
          if endsLine, let object = value.objectValue { found.append(object) }
        } else {
          failures += 1
        }
      }
      while index < bytes.count, bytes[index] != 0x0A { index += 1 }
      index += 1
    }
    return found
  }
}

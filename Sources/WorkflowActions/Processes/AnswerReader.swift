package import HandlerContract
internal import JSONText

/// Makes sense of what a handler prints on its standard output, in protocol 1.
///
/// Bytes go in as they come, messages come out as soon as they are whole. What the output amounts
/// to is known at its end. The first byte that is no blank decides: an object begins JSON, all
/// else is plain text. After JSON began, what is no JSON is a line of log.
package struct AnswerReader: OutputReading {
  /// The longest text or JSON object that is taken, in bytes.
  package static let limit = 16 << 20

  /// What the output amounts to.
  package enum Reading: Hashable, Sendable {
    /// A `result`.
    case result(HandlerAnswer)
    /// An object without `event` and `status`, or plain text.
    case output(HandlerAnswer)
    /// JSON without an answer in it; why, in words.
    case nothing(String)
  }

  private enum Place: Sendable {
    /// Before the first byte that is no blank.
    case start
    /// After a `{` of which it is not known whether it begins an object.
    case brace(first: Bool)
    case text
    /// Between two records.
    case gap
    case line
    case object(ObjectEnd)
  }

  package let limit: Int
  private var place = Place.start
  /// The bytes of the record, or of the text, that is being read.
  private var record: [UInt8] = []
  private var result: HandlerAnswer?
  private var fields: JSONObject?
  private var broken: String?
  /// Bytes of log that were passed on.
  private var logged = 0

  package init(limit: Int = AnswerReader.limit) { self.limit = limit }

  /// Takes the next bytes; returns the messages that became whole, in order.
  package mutating func read(_ bytes: [UInt8]) throws(OutputTooLong) -> [HandlerMessage] {
    var messages: [HandlerMessage] = []
    for (index, byte) in bytes.enumerated() {
      if case .text = place {
        record += bytes[index...]
        break
      }
      take(byte, into: &messages)
      if record.count > limit { break }
    }
    if record.count > limit { throw OutputTooLong() }
    return messages
  }

  /// The output is at its end: the last messages, and what it amounts to.
  package mutating func finish() -> (messages: [HandlerMessage], reading: Reading) {
    var messages: [HandlerMessage] = []
    switch place {
    case .start, .text, .brace(first: true): return (messages, .output(Self.plain(record)))
    case .object:
      broken = broken ?? "the output ends inside a JSON object"
      endLine(into: &messages)
    case .brace, .line: endLine(into: &messages)
    case .gap: break
    }
    if let result { return (messages, .result(result)) }
    if let fields { return (messages, .output(.success(fields))) }
    return (messages, .nothing(broken ?? "the output holds no result"))
  }

  // MARK: Byte by byte

  private mutating func take(_ byte: UInt8, into messages: inout [HandlerMessage]) {
    switch place {
    case .start:
      record.append(byte)
      if byte == UInt8(ascii: "{") {
        record = [byte]
        place = .brace(first: true)
      } else if !Self.isBlank(byte) && !Self.byteOrderMark.starts(with: record) {
        place = .text
      }
    case .brace(let first):
      record.append(byte)
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "}") {
        var end = ObjectEnd()
        for byte in record { _ = end.take(byte) }
        if byte == UInt8(ascii: "}") { endObject(into: &messages) } else { place = .object(end) }
      } else if !Self.isBlank(byte) {
        place = first ? .text : .line
      }
    case .text: record.append(byte)
    case .gap:
      guard !Self.isBlank(byte) else { return }
      record.append(byte)
      place = byte == UInt8(ascii: "{") ? .brace(first: false) : .line
    case .line:
      if byte == 0x0A { endLine(into: &messages) } else { record.append(byte) }
    case .object(var end):
      switch end.take(byte) {
      case .inside:
        record.append(byte)
        place = .object(end)
      case .end:
        record.append(byte)
        endObject(into: &messages)
      case .broken:
        broken = broken ?? Self.broken(record, "a line ends inside a text")
        endLine(into: &messages)
      }
    }
  }

  private mutating func endObject(into messages: inout [HandlerMessage]) {
    let json: JSONValue
    do throws(JSONError) {
      json = try JSONReader.read(record)
    } catch {
      broken = broken ?? Self.broken(record, error.message)
      place = .line
      return
    }
    place = .gap
    switch HandlerMessage(json: json) {
    case .result(let answer) where result == nil:
      result = answer
      // The object that was taken for the answer was a line of log after all.
      if let fields { log(JSONWriter().write(.object(fields)), into: &messages) }
      fields = nil
    case nil where json["event"] == nil && result == nil && fields == nil:
      fields = json.objectValue
    case nil, .result: log(String(decoding: record, as: UTF8.self), into: &messages)
    case .log(let level, let message): log(message, level: level, into: &messages)
    case let progress?: messages.append(progress)
    }
    record.removeAll(keepingCapacity: true)
  }

  private mutating func endLine(into messages: inout [HandlerMessage]) {
    while let last = record.last, Self.isBlank(last) { record.removeLast() }
    if !record.isEmpty { log(String(decoding: record, as: UTF8.self), into: &messages) }
    record.removeAll(keepingCapacity: true)
    place = .gap
  }

  /// Passes a line of log on, until as much was passed on as an answer may have.
  private mutating func log(
    _ message: String, level: String = "info", into messages: inout [HandlerMessage]
  ) {
    guard logged <= limit else { return }
    logged += message.utf8.count
    if logged > limit {
      let warning = "the handler logs more than \(limit) bytes; the rest is not shown"
      messages.append(.log(level: "warning", message: warning))
    } else {
      messages.append(.log(level: level, message: message))
    }
  }

  // MARK: Texts

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// The text as the field `output`, without line breaks at its end, as `$(…)` has it in a shell.
  private static func plain(_ bytes: [UInt8]) -> HandlerAnswer {
    guard let whole = String(validating: bytes, as: UTF8.self) else {
      return HandlerAnswer(rawOutput: bytes)
    }
    var text = Substring(whole).utf8
    if bytes.starts(with: byteOrderMark) { text = text.dropFirst(byteOrderMark.count) }
    while let last = text.last, last == 0x0A || last == 0x0D { text.removeLast() }
    return .success(["output": .string(String(Substring(text)))])
  }

  private static func broken(_ record: [UInt8], _ message: String) -> String {
    let shown = String(decoding: record.prefix(60), as: UTF8.self)
    return "broken JSON in the output: \(message) in '\(shown)\(record.count > 60 ? "…" : "")'"
  }
}

/// A command as the history keeps it.
package struct HistoryEntry: Hashable, Sendable {
  /// The whole command; lines joined by line feeds.
  package var text: String
  /// Seconds since 1970 when it was entered; 0 if not known.
  package var time: Int64
  /// How it ended, 0 for success; nil while it runs or if it never ended.
  package var status: Int32?
  /// The workflow that was in use.
  package var workflow: String?

  package init(_ text: String, time: Int64 = 0, status: Int32? = nil, workflow: String? = nil) {
    self.text = text
    self.time = time
    self.status = status
    self.workflow = workflow
  }
}

/// A line of the history file, without its line feed.
///
///     + ID ⇥ TIME ⇥ WORKFLOW ⇥ TEXT      a command was entered
///     = ID ⇥ STATUS                      that command ended
///
/// Written before the command runs and again after it, so that the command that brings everything
/// down is the last one in the file. Fields hold `\\` for a backslash and `\xNN` for a control
/// character; unknown lines are skipped, so that later versions may add kinds.
enum HistoryRecord: Hashable {
  case entered(id: String, HistoryEntry)
  case ended(id: String, status: Int32)

  var line: String {
    switch self {
    case .entered(let id, let entry):
      "+\(id)\t\(entry.time)\t\(Self.escape(entry.workflow ?? ""))\t\(Self.escape(entry.text))"
    case .ended(let id, let status): "=\(id)\t\(status)"
    }
  }

  /// Nil when the line is not a record.
  init?(line: some Collection<UInt8>) {
    guard let kind = line.first else { return nil }
    let fields = line.dropFirst().split(
      separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
    let texts = fields.map { Self.unescape($0) }
    switch (kind, texts.count) {
    case (UInt8(ascii: "+"), 4):
      guard let time = Int64(texts[1]), !texts[3].isEmpty else { return nil }
      let workflow = texts[2].isEmpty ? nil : texts[2]
      self = .entered(id: texts[0], HistoryEntry(texts[3], time: time, workflow: workflow))
    case (UInt8(ascii: "="), 2):
      guard let status = Int32(texts[1]) else { return nil }
      self = .ended(id: texts[0], status: status)
    default: return nil
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)

  private static func escape(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\\"): bytes += [byte, byte]
      case 0..<0x20, 0x7F:
        bytes += [
          UInt8(ascii: "\\"), UInt8(ascii: "x"), digits[Int(byte >> 4)], digits[Int(byte & 15)],
        ]
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func unescape(_ field: some Collection<UInt8>) -> String {
    var bytes: [UInt8] = []
    var rest = field[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      if rest.first == UInt8(ascii: "x"),
        let high = rest.dropFirst().first.flatMap({ digits.firstIndex(of: $0) }),
        let low = rest.dropFirst(2).first.flatMap({ digits.firstIndex(of: $0) })
      {
        bytes.append(UInt8(high << 4 | low))
        rest = rest.dropFirst(3)
      } else {
        bytes.append(rest.popFirst() ?? byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// What a handler prints on its standard error: passed on by line, and kept from both ends.
///
/// The first 64 KiB go out as they come; of what follows the last 64 KiB go out at the end, after
/// a line that says how much lies between.
package struct ErrorTail {
  /// Bytes kept of the beginning, and again of the end.
  package static let limit = 64 << 10

  private let limit: Int
  /// The line that is being read, while lines go out at once.
  private var line: [UInt8] = []
  /// The latest bytes, at least `limit` of them where there were as many.
  private var recent: [UInt8] = []
  private var count = 0

  package init(limit: Int = ErrorTail.limit) { self.limit = limit }

  /// Takes the next bytes; returns the lines that became whole, without line breaks.
  package mutating func read(_ bytes: [UInt8]) -> [String] {
    var lines: [String] = []
    for byte in bytes.prefix(max(0, limit - count)) {
      if byte == 0x0A { endLine(into: &lines) } else { line.append(byte) }
    }
    count += bytes.count
    recent += bytes
    if recent.count > 2 * limit { recent.removeFirst(recent.count - limit) }
    if count > limit, !line.isEmpty { endLine(into: &lines) }
    return lines
  }

  /// The lines that were kept back.
  package mutating func finish() -> [String] {
    var lines: [String] = []
    if !line.isEmpty { endLine(into: &lines) }
    guard count > limit else { return lines }
    let kept = min(limit, count - limit)
    let left = count - limit - kept
    if left > 0 { lines.append("… \(left) bytes of standard error are left out …") }
    for byte in recent.suffix(kept) {
      if byte == 0x0A { endLine(into: &lines) } else { line.append(byte) }
    }
    if !line.isEmpty { endLine(into: &lines) }
    return lines
  }

  /// The last lines, for a message: twenty at most, and of no more than 4 KiB.
  package var lastLines: String {
    var bytes = recent.suffix(min(limit, 4 << 10))
    while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return lines.suffix(20).joined(separator: "\n")
  }

  private mutating func endLine(into lines: inout [String]) {
    if line.last == 0x0D { line.removeLast() }
    lines.append(String(decoding: line, as: UTF8.self))
    line.removeAll(keepingCapacity: true)
  }
}

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Lines from a descriptor that is not a terminal.
///
/// Lines end with a line feed, with or without a carriage return before it; the last one need not
/// end. NUL and all other characters are kept. Bytes that are not UTF-8 become U+FFFD and are
/// counted, so that the reader can say so. A byte order mark at the start is left out.
/// The source reads ahead: bytes after the line returned may be taken from the descriptor already.
package final class PipeLineSource: LineSource {
  /// The longest line read, in bytes.
  package static let defaultLimit = 16 << 20

  private let descriptor: Int32
  private let limit: Int
  private var buffer: [UInt8] = []
  private var start = 0
  private var hasEnded = false

  /// The number of the line returned last, from 1; 0 before the first.
  package private(set) var line = 0
  /// The lines that held bytes which are not UTF-8.
  package private(set) var repairedLines: [Int] = []

  /// The descriptor stays the caller's: `close` only stops reading from it.
  package init(descriptor: Int32 = 0, limit: Int = PipeLineSource.defaultLimit) {
    self.descriptor = descriptor
    self.limit = limit
  }

  package func nextLine(prompt: Prompt) throws -> LineInput {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        guard end - start <= limit else { throw tooLong() }
        defer { start = end + 1 }
        return .line(decode(buffer[start..<end]))
      }
      searched = buffer.count
      guard !hasEnded else { break }
      guard buffer.count - start <= limit else { throw tooLong() }
      if start > 0 {
        buffer.removeFirst(start)
        searched -= start
        start = 0
      }
      try fill()
    }
    guard start < buffer.count else { return .endOfInput }
    defer { start = buffer.count }
    return .line(decode(buffer[start...]))
  }

  package func close() {
    hasEnded = true
    buffer = []
    start = 0
  }

  private func tooLong() -> LineSourceError {
    close()
    return .lineTooLong(line: line + 1, limit: limit)
  }

  private func fill() throws {
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count > 0 {
        buffer += chunk[..<count]
        return
      }
      if count == 0 {
        hasEnded = true
        return
      }
      let code = errno
      if code == EAGAIN {
        var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&ready, 1, -1)
      } else if code != EINTR {
        hasEnded = true
        throw LineSourceError.unreadable(code: code)
      }
    }
  }

  private func decode(_ bytes: ArraySlice<UInt8>) -> String {
    line += 1
    var bytes = bytes
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    if line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    repairedLines.append(line)
    return String(decoding: bytes, as: UTF8.self)
  }
}

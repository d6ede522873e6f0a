#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Makes characters of the bytes a terminal sends.
///
/// Bytes that are no UTF-8 become U+FFFD, and so do the characters U+0080 to U+009F: nobody types
/// them, and the editor binds some for itself.
struct KeyDecoder {
  private var partial: [UInt8] = []
  private var missing = 0

  /// The characters that are certain with this byte: none inside a sequence, two after a broken one.
  mutating func take(_ byte: UInt8) -> [Unicode.Scalar] {
    if missing > 0 {
      guard byte & 0xC0 == 0x80 else {
        partial = []
        missing = 0
        return ["\u{FFFD}"] + take(byte)
      }
      partial.append(byte)
      missing -= 1
      guard missing == 0 else { return [] }
      defer { partial = [] }
      let text = String(decoding: partial, as: UTF8.self).unicodeScalars
      guard text.count == 1, let scalar = text.first, !(0x80...0x9F).contains(scalar.value) else {
        return ["\u{FFFD}"]
      }
      return [scalar]
    }
    switch byte {
    case 0..<0x80: return [Unicode.Scalar(byte)]
    case 0xC2...0xDF: missing = 1
    case 0xE0...0xEF: missing = 2
    case 0xF0...0xF4: missing = 3
    default: return ["\u{FFFD}"]
    }
    partial = [byte]
    return []
  }
}

/// Keys from a terminal, one byte at a time, so that what is typed ahead stays for a child program.
struct KeyReader {
  enum Event: Hashable {
    case key(Unicode.Scalar)
    /// A signal came; the bell is readable.
    case signal
    /// The terminal is gone.
    case end
  }

  let input: Int32
  /// A descriptor that becomes readable when a signal came; -1 for none.
  var bell: Int32 = -1
  private var decoder = KeyDecoder()
  private var decoded: [Unicode.Scalar] = []

  init(input: Int32) { self.input = input }

  /// Gives keys back; they come first again.
  mutating func putBack(_ keys: [Unicode.Scalar]) { decoded.insert(contentsOf: keys, at: 0) }

  var hasPutBack: Bool { !decoded.isEmpty }

  /// Waits for a key or a signal.
  mutating func next() -> Event {
    while true {
      if !decoded.isEmpty { return .key(decoded.removeFirst()) }
      var waiting = [
        pollfd(fd: input, events: Int16(POLLIN), revents: 0),
        pollfd(fd: bell, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&waiting, 2, -1) > 0 else {
        if errno == EINTR || errno == EAGAIN { continue }
        return .end
      }
      if waiting[1].revents & Int16(POLLIN) != 0 { return .signal }
      guard waiting[0].revents != 0 else { continue }
      var byte: UInt8 = 0
      let count = read(input, &byte, 1)
      if count == 1 {
        decoded += decoder.take(byte)
      } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
        return .end
      }
    }
  }

  /// Whether a key comes within so many milliseconds.
  func isPending(within milliseconds: Int32 = 0) -> Bool {
    if !decoded.isEmpty { return true }
    var waiting = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, milliseconds) > 0 && waiting.revents & Int16(POLLIN) != 0
  }
}

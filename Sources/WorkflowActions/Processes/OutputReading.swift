package import HandlerContract

/// Makes sense of what a program prints on its standard output, as it comes.
package protocol OutputReading: Sendable {
  /// What the whole of it amounts to.
  associatedtype Reading: Sendable

  /// The most bytes that are taken.
  var limit: Int { get }
  /// Takes the next bytes; returns the messages that became whole, in order.
  mutating func read(_ bytes: [UInt8]) throws(OutputTooLong) -> [HandlerMessage]
  /// The output is at its end: the last messages, and what it amounts to.
  mutating func finish() -> (messages: [HandlerMessage], reading: Reading)
}

/// A program has printed more than it may.
package struct OutputTooLong: Error, Hashable, Sendable {}

/// Takes everything as it is.
struct ByteReader: OutputReading {
  let limit: Int
  private var bytes: [UInt8] = []

  init(limit: Int) { self.limit = limit }

  mutating func read(_ bytes: [UInt8]) throws(OutputTooLong) -> [HandlerMessage] {
    self.bytes += bytes
    if self.bytes.count > limit { throw OutputTooLong() }
    return []
  }

  mutating func finish() -> (messages: [HandlerMessage], reading: [UInt8]) { ([], bytes) }
}

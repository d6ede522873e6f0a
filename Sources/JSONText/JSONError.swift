/// What is wrong with a JSON text, and where.
package struct JSONError: Error, Hashable, Sendable {
  /// Lower case, no full stop.
  package var message: String
  /// Byte offset into the text.
  package var offset: Int

  package init(message: String, offset: Int) {
    self.message = message
    self.offset = offset
  }
}

/// An array of fixed length whose copies share all but what was written since.
///
/// Two levels of copy-on-write arrays: a write to a shared one copies the upper level and one
/// chunk, so a snapshot of a thousand states costs a few hundred bytes and not a thousand rows.
package struct Chunked<Element: Sendable>: Sendable {
  private static var chunkSize: Int { 16 }

  private var chunks: [[Element]]
  package let count: Int

  package init(repeating element: Element, count: Int) {
    self.count = count
    let full = [Element](repeating: element, count: Self.chunkSize)
    chunks = Array(repeating: full, count: (count + Self.chunkSize - 1) / Self.chunkSize)
  }

  package init(_ elements: [Element]) {
    count = elements.count
    chunks = stride(from: 0, to: elements.count, by: Self.chunkSize).map {
      Array(elements[$0..<min($0 + Self.chunkSize, elements.count)])
    }
  }

  package subscript(index: Int) -> Element {
    get { chunks[index / Self.chunkSize][index % Self.chunkSize] }
    set { chunks[index / Self.chunkSize][index % Self.chunkSize] = newValue }
  }
}

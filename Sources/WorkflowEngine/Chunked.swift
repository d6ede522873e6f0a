/// An array of fixed length whose copies share all but what was written since.
///
/// A tree of chunks: a write copies the chunks on the way to the element where somebody else holds
/// them too, so that a snapshot of ten thousand states costs a few hundred bytes.
package struct Chunked<Element: Sendable>: Sendable {
  private static var chunkSize: Int { 16 }

  private var root: Chunk
  /// How many elements each child of the root stands for; 0 when the root holds them itself.
  private let span: Int
  package let count: Int

  package init(repeating element: Element, count: Int) {
    self.init(Array(repeating: element, count: count))
  }

  package init(_ elements: [Element]) {
    count = elements.count
    var chunks = stride(from: 0, to: elements.count, by: Self.chunkSize).map {
      Chunk(elements: Array(elements[$0..<min($0 + Self.chunkSize, elements.count)]))
    }
    var span = 0
    while chunks.count > 1 {
      span = max(span, 1) * Self.chunkSize
      chunks = stride(from: 0, to: chunks.count, by: Self.chunkSize).map {
        Chunk(children: Array(chunks[$0..<min($0 + Self.chunkSize, chunks.count)]))
      }
    }
    root = chunks.first ?? Chunk(elements: [])
    self.span = span
  }

  package subscript(index: Int) -> Element {
    get {
      var chunk = root
      var span = span
      var index = index
      while span > 0 {
        chunk = chunk.children[index / span]
        index %= span
        span = span == Self.chunkSize ? 0 : span / Self.chunkSize
      }
      return chunk.elements[index]
    }
    _modify {
      if !isKnownUniquelyReferenced(&root) { root = Chunk(root) }
      yield &root[index, span]
    }
  }

  /// A part of the array: elements, or smaller chunks. Changed only while one array holds it.
  private final class Chunk: @unchecked Sendable {
    var elements: [Element]
    var children: [Chunk]

    init(elements: [Element] = [], children: [Chunk] = []) {
      self.elements = elements
      self.children = children
    }

    convenience init(_ other: Chunk) {
      self.init(elements: other.elements, children: other.children)
    }

    subscript(index: Int, span: Int) -> Element {
      get { span == 0 ? elements[index] : children[index / span][index % span, Self.below(span)] }
      _modify {
        if span == 0 {
          yield &elements[index]
        } else {
          let child = index / span
          if !isKnownUniquelyReferenced(&children[child]) {
            children[child] = Chunk(children[child])
          }
          yield &children[child][index % span, Self.below(span)]
        }
      }
    }

    private static func below(_ span: Int) -> Int { span == chunkSize ? 0 : span / chunkSize }
  }
}

/// A map whose entries keep the order in which they were put in.
package struct ValueMap: Sendable {
  package typealias Entry = (key: MapKey, value: Value)

  /// In order; keys are unique.
  package private(set) var entries: [Entry] = []
  /// What few maps have; apart, since every value would be larger for it, and copies dearer.
  private var extras: Extras?
  private static let largestSearched = 16

  /// The text that stands for the map wherever no member is asked for; nil for a plain map.
  ///
  /// A state's `error` is such a map: `{{ A.error }}` prints the message, `{{ A.error.type }}` its
  /// class.
  package var text: String? {
    get { extras?.text }
    set { if newValue != nil || extras != nil { changeExtras { $0.text = newValue } } }
  }

  private final class Extras: @unchecked Sendable {
    var text: String?
    /// From key to position; kept only for large maps, small ones are searched.
    var positions: [MapKey: Int]

    init(text: String?, positions: [MapKey: Int]) {
      self.text = text
      self.positions = positions
    }
  }

  /// Changed only by the map that alone holds them, as any copy on write.
  private mutating func changeExtras(_ change: (Extras) -> Void) {
    if !isKnownUniquelyReferenced(&extras) {
      extras = Extras(text: extras?.text, positions: extras?.positions ?? [:])
    }
    if let extras { change(extras) }
  }

  package init() {}

  /// A key that comes twice keeps its first place and its last value.
  package init(_ pairs: [(String, Value)]) {
    entries.reserveCapacity(pairs.count)
    for (key, value) in pairs { self[key] = value }
  }

  package init(entries: some Sequence<(MapKey, Value)>) {
    for (key, value) in entries { self[key] = value }
  }

  package mutating func reserveCapacity(_ count: Int) { entries.reserveCapacity(count) }

  /// Adds an entry whose key is known not to be there; the key is not looked for.
  package mutating func append(_ key: String, _ value: Value) {
    entries.append((.string(key), value))
    if entries.count > Self.largestSearched { reindex() }
  }

  package var count: Int { entries.count }
  package var isEmpty: Bool { entries.isEmpty }

  /// Reads, sets, or (with nil) removes an entry. A new one goes to the end.
  package subscript(_ key: MapKey) -> Value? {
    get { position(of: key).map { entries[$0].value } }
    set {
      switch (position(of: key), newValue) {
      case (let position?, let value?): entries[position].value = value
      case (nil, let value?):
        entries.append((key, value))
        if entries.count == Self.largestSearched + 1 {
          reindex()
        } else if entries.count > Self.largestSearched {
          let position = entries.count - 1
          changeExtras { $0.positions[key] = position }
        }
      case (let position?, nil):
        entries.remove(at: position)
        reindex()
      case (nil, nil): break
      }
    }
  }

  package subscript(_ key: String) -> Value? {
    get {
      if entries.count > Self.largestSearched { return self[MapKey.string(key)] }
      for entry in entries {
        if case .string(let name) = entry.key, name.isIdenticalText(to: key) { return entry.value }
      }
      return nil
    }
    set {
      guard entries.count < Self.largestSearched, let newValue else {
        self[MapKey.string(key)] = newValue
        return
      }
      for index in entries.indices {
        if case .string(let name) = entries[index].key, name.isIdenticalText(to: key) {
          entries[index].value = newValue
          return
        }
      }
      entries.append((.string(key), newValue))
    }
  }

  private func position(of key: MapKey) -> Int? {
    if entries.count > Self.largestSearched { return extras?.positions[key] }
    return entries.firstIndex { $0.key == key }
  }

  private mutating func reindex() {
    guard entries.count > Self.largestSearched || extras != nil else { return }
    var positions: [MapKey: Int] = [:]
    if entries.count > Self.largestSearched {
      for (index, entry) in entries.enumerated() { positions[entry.key] = index }
    }
    changeExtras { $0.positions = positions }
  }
}

extension ValueMap: Equatable {
  /// Maps are equal when they have the same entries, in whatever order.
  package static func == (left: ValueMap, right: ValueMap) -> Bool {
    left.count == right.count && left.entries.allSatisfy { right[$0.key] == $0.value }
  }
}

extension ValueMap: Sequence {
  package func makeIterator() -> IndexingIterator<[Entry]> { entries.makeIterator() }
}

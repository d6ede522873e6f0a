package import WorkflowSource

/// Reads one YAML document.
///
/// ```swift
/// let document = YAMLReader.read(bytes, places: TextPlaces(startingAt: 4))
/// let timeout = document.root?["timeout"]
/// ```
package struct YAMLReader {
  /// Bounds that no honest text comes near.
  package struct Limits: Sendable {
    /// Lists and mappings inside each other.
    package var depth = 64
    /// Nodes that aliases may add, counted as if each were written out.
    package var aliasedNodes = 10_000

    package init() {}
  }

  /// What was read: a value, or what is wrong.
  package struct Document: Sendable {
    /// Nil for a text without content (blanks, comments) and after a mistake in the syntax; where
    /// only something inside was wrong (a key twice, an unknown tag) there is still a value.
    package var root: YAMLNode?
    package var diagnostics: [Diagnostic]
  }

  /// Reads `bytes` as YAML 1.2 with the core schema.
  ///
  /// - Parameter places: where each of `bytes` stands in the file; every range and all scalars'
  ///   places are in the file.
  package static func read(
    _ bytes: ArraySlice<UInt8>, places: TextPlaces = TextPlaces(), limits: Limits = Limits()
  ) -> Document {
    var reader = YAMLReader(bytes: bytes, places: places, limits: limits)
    let root = reader.readDocument()
    return Document(root: root, diagnostics: reader.diagnostics)
  }

  package static func read(
    _ bytes: [UInt8], places: TextPlaces = TextPlaces(), limits: Limits = Limits()
  ) -> Document {
    read(bytes[...], places: places, limits: limits)
  }

  private struct Anchor {
    var node: YAMLNode
    var weight: Int
  }

  /// Thrown when reading cannot go on; the reason has been reported.
  private struct Stop: Error {}

  private let bytes: ArraySlice<UInt8>
  private let places: TextPlaces
  private let limits: Limits
  private let events: LibYAMLEvents
  private var diagnostics: [Diagnostic] = []
  /// Nil while the anchored node is still being read.
  private var anchors: [String: Anchor?] = [:]
  private var aliasedNodes = 0
  /// Nodes read so far, aliased ones counted as often as they are named.
  private var weight = 0

  private init(bytes: ArraySlice<UInt8>, places: TextPlaces, limits: Limits) {
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    self.bytes = hasMark ? bytes.dropFirst(3) : bytes
    self.places = hasMark ? places.dropping(3) : places
    self.limits = limits
    events = LibYAMLEvents(self.bytes)
  }

  private mutating func readDocument() -> YAMLNode? {
    do {
      var root: YAMLNode?
      while true {
        let event = try next()
        switch event.kind {
        case .streamEnd: return root
        case .documentStart where root != nil:
          report(
            "yaml-documents", "a second YAML document begins here", event.start, event.end,
            hint: "remove the '---' line")
          return root
        case .documentStart, .documentEnd: break
        default: root = try readNode(event, depth: 0)
        }
      }
    } catch {
      return nil
    }
  }

  private mutating func next() throws(Stop) -> LibYAMLEvent {
    do {
      return try events.next()
    } catch {
      diagnostics.append(YAMLSyntaxError(error).diagnostic(in: bytes, places: places))
      throw Stop()
    }
  }

  private mutating func readNode(_ event: LibYAMLEvent, depth: Int) throws(Stop) -> YAMLNode {
    guard depth < limits.depth else {
      report(
        "yaml-depth", "nested more than \(limits.depth) deep", event.start, event.end,
        hint: "flatten this")
      throw Stop()
    }
    if event.kind == .alias { return try readAlias(event) }
    if let anchor = event.anchor { anchors[anchor] = .some(nil) }
    let before = weight
    weight += 1
    let node =
      switch event.kind {
      case .sequence: try readSequence(event, depth: depth)
      case .mapping: try readMapping(event, depth: depth)
      default: readScalar(event)
      }
    if let anchor = event.anchor { anchors[anchor] = Anchor(node: node, weight: weight - before) }
    return node
  }

  private mutating func readAlias(_ event: LibYAMLEvent) throws(Stop) -> YAMLNode {
    let name = event.anchor ?? ""
    let range = origin(event.start, event.end)
    switch anchors[name] {
    case .some(.some(let anchor)):
      aliasedNodes += anchor.weight
      weight += anchor.weight
      guard aliasedNodes <= limits.aliasedNodes else {
        report(
          "yaml-aliases", "aliases add more than \(limits.aliasedNodes) values", event.start,
          event.end, hint: "write the values out where they are needed")
        throw Stop()
      }
      var node = anchor.node
      node.range = range
      return node
    case .some(.none):
      report(
        "yaml-alias", "'*\(name)' stands inside the value it names", event.start, event.end,
        hint: "a value cannot hold itself")
    case nil:
      report(
        "yaml-alias", "no '&\(name)' before this", event.start, event.end,
        hint: Suggestion.hint(for: name, among: anchors.keys.sorted())
          ?? "to begin a text with '*', put it in quotes")
    }
    throw Stop()
  }

  private mutating func readSequence(
    _ event: LibYAMLEvent, depth: Int
  ) throws(Stop) -> YAMLNode {
    checkTag(event, is: "seq")
    var nodes: [YAMLNode] = []
    while true {
      let item = try next()
      if item.kind == .end {
        return YAMLNode(
          value: .sequence(nodes), range: range(of: event, end: item, last: nodes.last))
      }
      nodes.append(try readNode(item, depth: depth + 1))
    }
  }

  private static let fewKeys = 16

  private mutating func readMapping(_ event: LibYAMLEvent, depth: Int) throws(Stop) -> YAMLNode {
    checkTag(event, is: "map")
    var entries: [YAMLMapping.Entry] = []
    // Few keys are compared one by one; a table of them would be dearer to keep.
    var positions: [String: Int] = [:]
    while true {
      let item = try next()
      if item.kind == .end {
        return YAMLNode(
          value: .mapping(YAMLMapping(entries)),
          range: range(of: event, end: item, last: entries.last?.value))
      }
      let key = try readNode(item, depth: depth + 1)
      let value = try readNode(try next(), depth: depth + 1)
      guard let name = key.text else {
        diagnostics.append(collectionAsKey(key, in: event))
        continue
      }
      let known =
        entries.count <= Self.fewKeys
        ? entries.firstIndex { $0.name == name } : positions[name]
      if let first = known {
        var diagnostic = Diagnostic.error(
          "yaml-duplicate-key", "key '\(name)' is there twice", range: key.range,
          hint: "remove one of the two")
        diagnostic.notes = [.init("first here", range: entries[first].key.range)]
        diagnostics.append(diagnostic)
        continue
      }
      if entries.count == Self.fewKeys {
        for (index, entry) in entries.enumerated() { positions[entry.name] = index }
      }
      if entries.count >= Self.fewKeys { positions[name] = entries.count }
      entries.append(YAMLMapping.Entry(name: name, key: key, value: value))
    }
  }

  private mutating func readScalar(_ event: LibYAMLEvent) -> YAMLNode {
    var end = event.end
    if event.style == .literal || event.style == .folded {
      while end > event.start, bytes[bytes.startIndex + end - 1] <= 0x20 { end -= 1 }
    }
    let text = String(decoding: event.text, as: UTF8.self)
    let inner = YAMLScalarPlaces.find(
      event.style, in: bytes, range: SourceRange(event.start, event.end), content: event.text)
    let range = origin(event.start, end)
    return YAMLNode(
      value: value(of: text, event), range: range,
      scalar: YAMLScalar(
        style: event.style, text: text,
        places: inner.composed(with: places, count: event.text.count)))
  }

  // MARK: Tags

  private static let coreTag = "tag:yaml.org,2002:"

  private mutating func value(of text: String, _ event: LibYAMLEvent) -> YAMLValue {
    guard let tag = event.tag else {
      return event.style == .plain ? YAMLCoreSchema.resolve(text) : .string(text)
    }
    if tag == "!" { return .string(text) }
    let asked: YAMLValue? =
      switch tag.dropFirst(tag.hasPrefix(Self.coreTag) ? Self.coreTag.count : tag.count) {
      case "str": .string(text)
      case "null": YAMLCoreSchema.null(text)
      case "bool": YAMLCoreSchema.bool(text)
      case "int": YAMLCoreSchema.int(text)
      case "float": YAMLCoreSchema.float(text)
      default: nil
      }
    if asked == nil { reportTag(event, content: text) }
    return asked ?? .string(text)
  }

  private mutating func checkTag(_ event: LibYAMLEvent, is name: String) {
    guard let tag = event.tag, tag != "!", tag != Self.coreTag + name else { return }
    reportTag(event, content: nil)
  }

  private mutating func reportTag(_ event: LibYAMLEvent, content: String?) {
    let tag = event.tag ?? ""
    guard tag.hasPrefix(Self.coreTag) else {
      report(
        "yaml-tag", "unknown tag '\(tag)'", event.start, event.end,
        hint: "remove it, or put the text in quotes if it begins with '!'")
      return
    }
    let name = "!!" + tag.dropFirst(Self.coreTag.count)
    report(
      "yaml-tag",
      content.map { "'\($0)' is not what the tag '\(name)' says" }
        ?? "the tag '\(name)' does not fit here", event.start, event.end, hint: "remove the tag")
  }

  // MARK: Places

  private func origin(_ lower: Int, _ upper: Int) -> SourceRange {
    places.origin(of: SourceRange(lower, upper))
  }

  /// LibYAML ends a block where the next thing begins; here it ends with its last value.
  private func range(
    of event: LibYAMLEvent, end: LibYAMLEvent, last: YAMLNode?
  ) -> SourceRange {
    let start = origin(event.start, event.start)
    if event.isFlow { return start.union(origin(event.start, end.end)) }
    return SourceRange(start.lower, max(start.lower, last?.range.upper ?? start.lower))
  }

  private mutating func report(
    _ code: String, _ message: String, _ lower: Int, _ upper: Int, hint: String?
  ) {
    diagnostics.append(.error(code, message, range: origin(lower, upper), hint: hint))
  }

  /// `value: {{ name }}` without quotes is a mapping whose key is a mapping.
  private func collectionAsKey(_ key: YAMLNode, in event: LibYAMLEvent) -> Diagnostic {
    let start = bytes.startIndex + event.start
    let isTemplate = event.isFlow && bytes[start...].starts(with: [0x7B, 0x7B])
    return .error(
      "yaml-key", "a key must be a text, and this is \(key.value.kindName)", range: key.range,
      hint: isTemplate ? "put a value that begins with '{{' in quotes" : nil)
  }
}

import WorkflowSource

extension Evaluation {
  // MARK: Names

  func lookup(_ name: Name, _ node: ExpressionNode) throws(LanguageError) -> Value {
    if let value = scope.value(of: name) {
      if let record { noteRead(name, nil, true, node, record) }
      return value
    }
    if let record { noteRead(name, nil, false, node, record) }
    if let type = ValueType.named[name.text] { return .type(type) }
    throw undefined(name.text, at: node.range)
  }

  private func noteRead(
    _ root: Name, _ member: Name?, _ isDefined: Bool, _ node: ExpressionNode,
    _ record: EvaluationRecord
  ) {
    record.note(
      NameRead(
        root: root, member: member, wasDefined: isDefined, range: source.fileRange(node.range)))
  }

  func undefined(_ text: String, at range: SourceRange) -> LanguageError {
    let root = text.split(separator: ".").first.map(String.init) ?? text
    if let reason = scope.absence(of: Name(root)) {
      return failure(
        LanguageError.undefinedName, "'\(root)' has no value yet", at: range, hint: reason)
    }
    let names = scope.candidates() + ["true", "false", "null"]
    return failure(
      LanguageError.undefinedName, "no variable '\(text)'", at: range,
      hint: Suggestion.hint(for: text, among: names))
  }

  func qualified(_ name: QualifiedName, _ node: ExpressionNode) throws(LanguageError) -> Value {
    for candidate in name.candidates {
      guard var value = scope.value(of: candidate.name) else { continue }
      if let record {
        noteRead(candidate.name, candidate.members.first?.name, true, node, record)
      }
      for member in candidate.members { value = try self.member(of: value, member, node) }
      return value
    }
    if let type = ValueType.named[name.text] { return .type(type) }
    throw undefined(name.text, at: node.range)
  }

  // MARK: Members

  mutating func member(
    _ base: ExpressionNode, _ member: MemberName, _ node: ExpressionNode
  ) throws(LanguageError) -> Value {
    let container = try container(base)
    let result = try self.member(of: container, member, node)
    if let record, case .lookupOrError(let root) = base.kind {
      noteRead(root, member.name, true, node, record)
    }
    return result
  }

  func member(
    of container: Value, _ member: MemberName, _ node: ExpressionNode
  ) throws(LanguageError) -> Value {
    switch container {
    case .map(let map):
      if let value = map[member.text] { return value }
      if member.isContent, let text = map.text { return .string(text) }
      throw missing(member.text, among: map, at: member.range)
    case .optional(let inner):
      guard let inner else { return .optional(nil) }
      return .optional(try presentMember(of: inner, member, node))
    case .string where member.isContent: return container
    default:
      throw failure(
        LanguageError.wrongKind, "\(container.typeName) has no members", at: member.range,
        hint: member.hintOfTemplates)
    }
  }

  private func missing(
    _ key: String, among map: ValueMap, at range: SourceRange
  ) -> LanguageError {
    failure(
      LanguageError.undefinedMember, "no member '\(key)'", at: range,
      hint: Suggestion.hint(for: key, among: map.entries.map(\.key.text)))
  }

  /// The member of a map, or of an optional map; nil when it is not there.
  private func presentMember(
    of container: Value, _ member: MemberName, _ node: ExpressionNode
  ) throws(LanguageError) -> Value? {
    switch container {
    case .map(let map): return map[member.text]
    case .optional(let inner):
      guard let inner else { return nil }
      return try presentMember(of: inner, member, node)
    default:
      throw failure(
        LanguageError.wrongKind, "\(container.typeName) has no members", at: member.range)
    }
  }

  mutating func optionalMember(
    _ base: ExpressionNode, _ member: MemberName, _ node: ExpressionNode
  ) throws(LanguageError) -> Value {
    .optional(try presentMember(of: try container(base), member, node))
  }

  mutating func hasMember(
    _ base: ExpressionNode, _ member: MemberName, _ node: ExpressionNode
  ) throws(LanguageError) -> Bool {
    try presentMember(of: try container(base), member, node) != nil
  }

  /// Whether a path leads somewhere; only a missing step makes it false, other errors stay errors.
  mutating func isDefined(_ path: ExpressionNode) throws(LanguageError) -> Bool {
    do throws(LanguageError) {
      return try !value(path).isNull || !path.isLookupOrUndefined
    } catch {
      let missing = [
        LanguageError.undefinedName, LanguageError.undefinedMember, LanguageError.outOfRange,
      ]
      guard missing.contains(error.code) else { throw error }
      return false
    }
  }

  // MARK: Indexes

  mutating func index(
    _ base: ExpressionNode, _ key: ExpressionNode, _ node: ExpressionNode
  ) throws(LanguageError) -> Value {
    let container = try container(base)
    let key = try value(key)
    if case .optional(let inner) = container {
      guard let inner else { return .optional(nil) }
      return .optional(try element(of: inner, key, node))
    }
    if let value = try element(of: container, key, node) { return value }
    if case .map(let map) = container {
      throw failure(
        LanguageError.undefinedMember, "no key \(key.shown(limit: 60))", at: node.range,
        hint: key.stringValue.flatMap {
          Suggestion.hint(for: $0, among: map.entries.map(\.key.text))
        })
    }
    throw failure(
      LanguageError.outOfRange, "no element \(key.shown(limit: 60))", at: node.range,
      hint: "positions are counted from 0")
  }

  /// The element of a list or map; nil when there is none.
  func element(
    of container: Value, _ key: Value, _ node: ExpressionNode
  ) throws(LanguageError) -> Value? {
    switch container {
    case .map(let map):
      guard let key = MapKey(finding: key) else { return nil }
      return map[key]
    case .list(let elements):
      guard let position = try position(key, node), elements.indices.contains(position) else {
        return nil
      }
      return elements[position]
    case .range(let range):
      return try position(key, node).flatMap { range[$0] }.map { .int($0) }
    default:
      throw failure(
        LanguageError.wrongKind, "\(container.typeName) has no elements", at: node.range)
    }
  }

  private func position(_ key: Value, _ node: ExpressionNode) throws(LanguageError) -> Int? {
    switch key {
    case .int(let value): return Int(value)
    case .uint(let value): return Int(exactly: value)
    case .double(let value): return Int(exactly: value)
    default:
      throw failure(
        LanguageError.wrongKind, "a position must be a whole number, not \(key.typeName)",
        at: node.range)
    }
  }

  mutating func optionalIndex(
    _ base: ExpressionNode, _ key: ExpressionNode, _ node: ExpressionNode
  ) throws(LanguageError) -> Value {
    var container = try container(base)
    let key = try value(key)
    if case .optional(let inner) = container {
      guard let inner else { return .optional(nil) }
      container = inner
    }
    return .optional(try element(of: container, key, node))
  }
}

extension ExpressionNode {
  var isLookupOrUndefined: Bool {
    switch kind {
    case .lookupOrUndefined, .memberOrUndefined, .indexOrUndefined: true
    default: false
    }
  }
}

import WorkflowSource

/// Paths of templates, in which what is not there is null and the policy speaks.
extension Evaluation {
  mutating func definedOrNull(_ node: ExpressionNode) throws(LanguageError) -> Value {
    if let value = try resolve(node) { return value }
    guard quietDepth == 0, options.undefined != .empty else {
      if let tracer {
        tracer.note("undefined" + (hintForUndefined(node).map { ", \($0)" } ?? ""))
      }
      return .null
    }
    let path = source.letters(node.range)
    let hint = hintForUndefined(node)
    if options.undefined == .error {
      throw failure(LanguageError.undefinedName, "undefined '\(path)'", at: node.range, hint: hint)
    }
    record?.note(UndefinedName(path: path, range: source.fileRange(node.range), hint: hint))
    tracer?.note("undefined" + (hint.map { ", \($0)" } ?? ""))
    return .null
  }

  /// The value of a path; nil when a step of it is not there.
  package mutating func resolve(_ node: ExpressionNode) throws(LanguageError) -> Value? {
    switch node.kind {
    case .lookupOrUndefined(let name):
      let value = scope.value(of: name)
      noteRead(name, nil, value != nil, node)
      return value
    case .memberOrUndefined(let base, let member):
      if case .lookupOrUndefined(let root) = base.kind,
        let value = scope.member(member, of: root)
      {
        noteRead(root, member.name, true, node)
        return value
      }
      guard let container = try resolve(base) else { return nil }
      let value = container.looseMember(member.text) ?? container.content(member)
      if case .lookupOrUndefined(let root) = base.kind {
        noteRead(root, member.name, value != nil, node)
      }
      return value
    case .indexOrUndefined(let base, let key):
      guard let container = try resolve(base) else { return nil }
      return container.looseElement(try value(key))
    default: return try whole(node)
    }
  }

  /// An error that names the operand that is undefined; nil when all are there.
  mutating func undefinedOperand(among operands: [ExpressionNode]) -> LanguageError? {
    for operand in operands where operand.isLookupOrUndefined {
      do throws(LanguageError) {
        if try resolve(operand) != nil { continue }
      } catch {
        continue
      }
      return failure(
        LanguageError.undefinedName, "undefined '\(source.letters(operand.range))'",
        at: operand.range, hint: hintForUndefined(operand))
    }
    return nil
  }

  /// The variable whose name a text holds.
  mutating func lookupNamed(_ key: ExpressionNode) throws(LanguageError) -> Value {
    guard case .string(let text) = try value(key), let name = Name.known(text) else {
      return .null
    }
    return scope.value(of: name) ?? .null
  }

  private func noteRead(_ root: Name, _ member: Name?, _ isDefined: Bool, _ node: ExpressionNode) {
    guard let record else { return }
    record.note(
      NameRead(
        root: root, member: member, wasDefined: isDefined, range: source.fileRange(node.range)))
  }

  /// Names near the step that is not there.
  private mutating func hintForUndefined(_ node: ExpressionNode) -> String? {
    switch node.kind {
    case .lookupOrUndefined(let name):
      return scope.absence(of: name)
        ?? Suggestion.hint(for: name.text, among: scope.candidates())
    case .memberOrUndefined(let base, let member):
      guard let container = try? resolve(base) else { return hintForUndefined(base) }
      guard case .map(let map) = container else { return nil }
      return Suggestion.hint(for: member.text, among: map.entries.map(\.key.text))
    default: return nil
    }
  }
}

extension Value {
  /// The text of a text that is asked for its `content`.
  fileprivate func content(_ member: MemberName) -> Value? {
    guard member.isContent, case .string = collapsed else { return nil }
    return collapsed
  }

  /// Liquid's `x.name`: a key, or `size`, `first`, `last`.
  package func looseMember(_ name: String) -> Value? {
    if case .map(let map) = self, let value = map[name] { return value }
    switch name {
    case "size":
      switch self {
      case .list(let elements): return .int(Int64(elements.count))
      case .map(let map): return .int(Int64(map.count))
      case .string(let text): return .int(Int64(text.unicodeScalars.count))
      case .range(let range): return .int(Int64(range.count))
      default: return nil
      }
    case "first":
      switch self {
      case .list(let elements): return elements.first
      case .range(let range): return range[0].map { .int($0) }
      case .map(let map): return map.entries.first.map { .list([$0.key.value, $0.value]) }
      default: return nil
      }
    case "last":
      switch self {
      case .list(let elements): return elements.last
      case .range(let range): return range.isEmpty ? nil : .int(range.last)
      default: return nil
      }
    default: return nil
    }
  }

  /// Liquid's `x[key]`: negative positions count from the end.
  package func looseElement(_ key: Value) -> Value? {
    switch (self, key) {
    case (.map(let map), _):
      if let key = MapKey(finding: key), let value = map[key] { return value }
      return key.stringValue.flatMap(looseMember)
    case (.list(let elements), .int(let position)):
      let index = position < 0 ? Int(position) + elements.count : Int(position)
      return elements.indices.contains(index) ? elements[index] : nil
    case (.range(let range), .int(let position)):
      let index = position < 0 ? Int(position) + range.count : Int(position)
      return range[index].map { .int($0) }
    case (_, .string(let name)): return looseMember(name)
    default: return nil
    }
  }
}

internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowSource
internal import YAMLText

/// Whether a text is a template.
enum TemplateMarks {
  /// Whether it has `{{` or `{%`.
  static func areIn(_ text: String) -> Bool {
    var wasBrace = false
    for byte in text.utf8 {
      if wasBrace, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "%") { return true }
      wasBrace = byte == UInt8(ascii: "{")
    }
    return false
  }
}

extension ActionReader {
  /// Where a scalar's letters stand, without its quotes; of other nodes, all of it.
  func contentRange(_ node: YAMLNode) -> SourceRange {
    guard let scalar = node.scalar, !scalar.text.isEmpty else { return node.range }
    return scalar.places.origin(of: SourceRange(0, scalar.text.utf8.count))
  }

  // MARK: Templates

  /// A text, as a template; nil with an error for lists and mappings.
  mutating func template(_ node: YAMLNode, called name: String) -> Template? {
    guard let scalar = node.scalar else {
      error("wrong-value", "'\(name)' must be a text, not \(node.value.kindName)", node.range)
      return nil
    }
    return template(scalar)
  }

  private mutating func template(_ scalar: YAMLScalar) -> Template {
    let (template, problems) = Template.parse(scalar.text, places: scalar.places)
    diagnostics += problems + template.problemsInState
    return template
  }

  /// Any YAML value; every text with `{{` or `{%` is a template.
  mutating func templateValue(_ node: YAMLNode) -> TemplateValue {
    if let scalar = node.scalar, node.stringValue != nil, TemplateMarks.areIn(scalar.text) {
      return .template(template(scalar))
    }
    switch node.value {
    case .null: return .literal(.null, node.range)
    case .bool(let value): return .literal(.bool(value), node.range)
    case .int(let value): return .literal(.int(value), node.range)
    case .double(let value): return .literal(.double(value), node.range)
    case .string(let value): return .literal(.string(value), node.range)
    case .sequence(let items): return .list(items.map { templateValue($0) }, node.range)
    case .mapping(let mapping):
      return .map(mapping.entries.map { member($0) }, node.range)
    }
  }

  /// The entries of a mapping that gives values to names.
  mutating func members(of entry: YAMLMapping.Entry) -> [TemplateMember] {
    if entry.value.isNull { return [] }
    guard let mapping = entry.value.mappingValue else {
      error(
        "wrong-value", "'\(entry.name)' must be a mapping, not \(entry.value.value.kindName)",
        entry.value.range, hint: "write 'name: value' lines below it, indented")
      return []
    }
    return mapping.entries.map { member($0) }
  }

  private mutating func member(_ entry: YAMLMapping.Entry) -> TemplateMember {
    TemplateMember(
      name: entry.name, nameRange: entry.key.range, value: templateValue(entry.value))
  }

  // MARK: Typed properties

  /// A scalar that is written out, or a template; nil with an error for anything else.
  private mutating func property<T>(
    _ node: YAMLNode, called name: String, wanted: String, hint: String? = nil,
    read: (YAMLNode, String) -> T?
  ) -> Property<T>? {
    guard let text = node.text, !node.isNull else {
      error("wrong-value", "'\(name)' must be \(wanted), not \(node.value.kindName)", node.range)
      return nil
    }
    if TemplateMarks.areIn(text) { return template(node, called: name).map(Property.template) }
    if let value = read(node, text) { return .value(value) }
    error(
      "wrong-value", "'\(name)' must be \(wanted), not '\(text)'", contentRange(node), hint: hint)
    return nil
  }

  /// Seconds, or a number with a unit.
  mutating func duration(_ node: YAMLNode, called name: String) -> Property<TimeSpan>? {
    property(node, called: name, wanted: "a duration", hint: "write 30s, 5m, 1h, or seconds") {
      _, text in DurationText.read(text)
    }
  }

  /// A whole number of at least `least`.
  mutating func whole(
    _ node: YAMLNode, called name: String, from least: Int
  ) -> Property<Int>? {
    property(node, called: name, wanted: "a whole number from \(least) on") { node, text in
      (node.intValue ?? Int(text)).flatMap { $0 >= least ? $0 : nil }
    }
  }

  /// A number from 0 to 1.
  mutating func fraction(_ node: YAMLNode, called name: String) -> Property<Double>? {
    property(node, called: name, wanted: "a number from 0 to 1") { _, text in
      Double(text).flatMap { (0...1).contains($0) ? $0 : nil }
    }
  }

  mutating func boolean(_ node: YAMLNode, called name: String) -> Property<Bool>? {
    property(node, called: name, wanted: "true or false") { node, text in
      node.boolValue ?? (text == "true" ? true : text == "false" ? false : nil)
    }
  }

  /// One of the words of an enumeration.
  mutating func word<Word: RawRepresentable & CaseIterable>(
    _ type: Word.Type, _ node: YAMLNode, called name: String
  ) -> Property<Word>? where Word.RawValue == String {
    let words = Word.allCases.map(\.rawValue)
    return property(
      node, called: name, wanted: "one of \(words.joined(separator: ", "))",
      hint: node.text.flatMap { Suggestion.hint(for: $0, among: words) }
    ) { _, text in Word(rawValue: text) }
  }
}

internal import CSystemLibYAML

/// One step of LibYAML's parser, with places in bytes of the input.
struct LibYAMLEvent {
  enum Kind { case documentStart, documentEnd, alias, scalar, sequence, mapping, end, streamEnd }

  var kind: Kind
  var start: Int
  var end: Int
  /// The anchor that an alias names or that a node is given.
  var anchor: String?
  /// The resolved tag, such as `tag:yaml.org,2002:str`.
  var tag: String?
  var text: [UInt8] = []
  var style = YAMLScalar.Style.plain
  /// A sequence or mapping in brackets.
  var isFlow = false
}

/// What LibYAML found wrong, in its own words.
struct LibYAMLFailure: Error {
  var problem: String
  var offset: Int
  var context: String?
  var contextOffset: Int?
}

/// LibYAML's event stream over a text. The only file that knows LibYAML.
final class LibYAMLEvents {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>
  /// Byte offset of each character; nil when they are all one byte long. LibYAML counts characters.
  private let characterStarts: [Int]?
  private let lineBreaks: YAMLLineBreaks

  /// - Parameter bytes: UTF-8 without byte order mark.
  init(_ bytes: ArraySlice<UInt8>) {
    input = .allocate(capacity: bytes.count + 1)
    lineBreaks = YAMLLineBreaks(bytes)
    _ = input.initialize(from: lineBreaks.hidden(bytes))
    input[bytes.count] = 0
    characterStarts = Self.characterStarts(of: bytes)
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    yaml_parser_initialize(parser)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    input.deallocate()
  }

  func next() throws(LibYAMLFailure) -> LibYAMLEvent {
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
      defer { yaml_event_delete(&event) }
      if event.type != YAML_STREAM_START_EVENT { return read(event) }
    }
  }

  private func read(_ event: yaml_event_t) -> LibYAMLEvent {
    var result = LibYAMLEvent(
      kind: .streamEnd, start: offset(event.start_mark), end: offset(event.end_mark))
    switch event.type {
    case YAML_DOCUMENT_START_EVENT: result.kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: result.kind = .documentEnd
    case YAML_ALIAS_EVENT:
      result.kind = .alias
      result.anchor = text(event.data.alias.anchor)
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      result.kind = .scalar
      result.anchor = text(scalar.anchor)
      result.tag = text(scalar.tag)
      result.text = lineBreaks.restored(
        Array(UnsafeBufferPointer(start: scalar.value, count: scalar.length)))
      result.style =
        switch scalar.style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    case YAML_SEQUENCE_START_EVENT:
      let sequence = event.data.sequence_start
      result.kind = .sequence
      result.anchor = text(sequence.anchor)
      result.tag = text(sequence.tag)
      result.isFlow = sequence.style == YAML_FLOW_SEQUENCE_STYLE
    case YAML_MAPPING_START_EVENT:
      let mapping = event.data.mapping_start
      result.kind = .mapping
      result.anchor = text(mapping.anchor)
      result.tag = text(mapping.tag)
      result.isFlow = mapping.style == YAML_FLOW_MAPPING_STYLE
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: result.kind = .end
    default: break
    }
    return result
  }

  private func failure() -> LibYAMLFailure {
    let state = parser.pointee
    let problem = state.problem.map { String(cString: $0) } ?? "not YAML"
    // A reader's problem has an offset in bytes and no mark.
    guard state.error != YAML_READER_ERROR else {
      return LibYAMLFailure(problem: problem, offset: min(state.problem_offset, input.count - 1))
    }
    let context = state.context.map { String(cString: $0) }
    return LibYAMLFailure(
      problem: problem, offset: offset(state.problem_mark), context: context,
      contextOffset: context == nil ? nil : offset(state.context_mark))
  }

  private func text(_ pointer: UnsafePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: $0) }
  }

  private func offset(_ mark: yaml_mark_t) -> Int {
    guard let characterStarts else { return min(mark.index, input.count - 1) }
    return mark.index < characterStarts.count ? characterStarts[mark.index] : input.count - 1
  }

  private static func characterStarts(of bytes: ArraySlice<UInt8>) -> [Int]? {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return nil }
    var starts: [Int] = []
    starts.reserveCapacity(bytes.count)
    for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 { starts.append(offset) }
    return starts
  }
}

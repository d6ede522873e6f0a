internal import JSONText
package import WorkflowLanguage

/// Takes secrets out of what is shown, logged or written down: by value, wherever they turn up.
///
/// A value is a secret when its name is one, or when it is the password in a URL. Values shorter
/// than six characters are left: taking every `1` or `true` out of a text would say more than it
/// hides. Passwords in URLs are also seen by their place, whatever their length.
package struct Redactor: Sendable {
  /// What stands for a secret.
  package static let mark = "***"
  /// The least number of characters of a secret.
  package static let shortest = 6
  /// The least number for one line of a secret of many lines, such as a private key.
  static let shortestLine = 16

  /// Secrets by their first byte, longest first.
  private var secrets = [[[UInt8]]](repeating: [], count: 256)
  package private(set) var isEmpty = true

  package init() {}

  // MARK: Collecting

  /// Takes a text for a secret, in the forms in which it may turn up.
  package mutating func add(_ secret: String) {
    insert(secret, shortest: Self.shortest)
    // Inside JSON a quote, a backslash or a line break is written otherwise.
    insert(
      String(JSONWriter().write(.string(secret)).dropFirst().dropLast()), shortest: Self.shortest)
    let lines = secret.split(whereSeparator: \.isNewline)
    if lines.count > 1 {
      for line in lines { insert(String(line), shortest: Self.shortestLine) }
    }
  }

  private mutating func insert(_ text: String, shortest: Int) {
    guard text.unicodeScalars.count >= shortest, let first = text.utf8.first else { return }
    let bytes = Array(text.utf8)
    var list = secrets[Int(first)]
    guard !list.contains(bytes) else { return }
    list.insert(bytes, at: list.firstIndex { $0.count < bytes.count } ?? list.count)
    secrets[Int(first)] = list
    isEmpty = false
  }

  /// Collects the secrets of variables or outputs, inner ones too.
  package mutating func collect(from values: ValueMap, names: SecretNames) {
    for (key, value) in values.entries {
      collect(from: value, isSecret: names.contains(key.text), names: names)
    }
  }

  private mutating func collect(from value: Value, isSecret: Bool, names: SecretNames) {
    switch value {
    case .string(let text):
      if isSecret { add(text) }
      for password in URLPassword.all(in: Array(text.utf8)) {
        add(password.text)
        add(password.decodedText)
      }
    case .int, .uint, .double:
      if isSecret { add(value.text) }
    case .bytes(let bytes):
      if isSecret, let text = String(validating: bytes, as: UTF8.self) { add(text) }
    case .list(let values):
      for value in values { collect(from: value, isSecret: isSecret, names: names) }
    case .map(let map):
      for (key, value) in map.entries {
        collect(from: value, isSecret: isSecret || names.contains(key.text), names: names)
      }
    case .optional(let value?): collect(from: value, isSecret: isSecret, names: names)
    default: break
    }
  }

  // MARK: Redacting

  /// The text with every secret replaced by `***`.
  package func redact(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard let redacted = redact(bytes) else { return text }
    return String(decoding: redacted, as: UTF8.self)
  }

  /// The value with every text in it redacted, keys too.
  package func redact(_ value: Value) -> Value {
    switch value {
    case .string(let text): .string(redact(text))
    case .bytes(let bytes): .bytes(redact(bytes) ?? bytes)
    case .list(let values): .list(values.map(redact))
    case .map(let map): .map(redact(map))
    case .optional(let value?): .optional(redact(value))
    default: isEmpty || redact(value.text) == value.text ? value : .string(Self.mark)
    }
  }

  package func redact(_ map: ValueMap) -> ValueMap {
    var result = ValueMap(
      entries: map.entries.map { entry in
        if case .string(let name) = entry.key {
          return (MapKey.string(redact(name)), redact(entry.value))
        }
        return (entry.key, redact(entry.value))
      })
    result.text = map.text.map(redact)
    return result
  }

  /// Nil when there is nothing to take out.
  private func redact(_ bytes: [UInt8]) -> [UInt8]? {
    let known = isEmpty ? nil : redactKnown(bytes)
    let passwords = URLPassword.all(in: known ?? bytes)
    guard !passwords.isEmpty else { return known }
    var result = known ?? bytes
    for password in passwords.reversed() {
      result.replaceSubrange(password.range, with: Self.mark.utf8)
    }
    return result
  }

  private func redactKnown(_ bytes: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var copied = 0
    var index = 0
    while index < bytes.count {
      let match = secrets[Int(bytes[index])].first { secret in
        bytes.count - index >= secret.count
          && bytes[index..<index + secret.count].elementsEqual(secret)
      }
      guard let match else {
        index += 1
        continue
      }
      result += bytes[copied..<index]
      result += Self.mark.utf8
      index += match.count
      copied = index
    }
    return copied == 0 ? nil : result + bytes[copied...]
  }
}

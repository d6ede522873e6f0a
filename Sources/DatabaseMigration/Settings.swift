import JSONText

/// What a request and its surroundings say about one name, first come first served: the request's
/// variables, the workflow's scope, the environment (`WFSH_DB_` and the name in capitals).
///
/// An empty text and one that is still a template (`{{ … }}`) count as not given.
struct Settings: Sendable {
  var variables: JSONObject
  var scope: JSONObject
  var environment: [String: String]

  /// The value as it came.
  func value(_ name: String, environmentNames: [String] = []) -> JSONValue? {
    if let value = given(variables[name]) ?? given(scope[name]) { return value }
    for name in ["WFSH_DB_\(name.uppercased())"] + environmentNames {
      if let value = given(environment[name].map(JSONValue.string)) { return value }
    }
    return nil
  }

  private func given(_ value: JSONValue?) -> JSONValue? {
    switch value {
    case nil, .null: return nil
    case .string(let text):
      let trimmed = text.trimmingBlanks()
      return trimmed.isEmpty || trimmed.hasPrefix("{{") ? nil : .string(trimmed)
    case let value?: return value
    }
  }

  /// Numbers and booleans as text; lists and objects are a mistake.
  func text(_ name: String, environmentNames: [String] = []) throws -> String? {
    guard let value = value(name, environmentNames: environmentNames) else { return nil }
    switch value {
    case .string(let text): return text
    case .bool, .int, .uint: return JSONWriter().write(value)
    case .double(let number): return Int64(exactly: number).map { "\($0)" } ?? "\(number)"
    default: throw MigrationError.badArgument("'\(name)' must be one value, not a list or object")
    }
  }

  /// true/false, yes/no, on/off, 1/0, in any case.
  func flag(_ name: String) throws -> Bool? {
    guard let text = try text(name) else { return nil }
    switch text.lowercased() {
    case "true", "yes", "on", "1": return true
    case "false", "no", "off", "0": return false
    default:
      throw MigrationError.badArgument("'\(name)' is '\(text)'", hint: "say true or false")
    }
  }

  /// Seconds: `30`, `30s`, `500ms`, `2m`.
  func seconds(_ name: String, otherwise: Double) throws -> Double {
    guard let text = try text(name) else { return otherwise }
    let units: [(String, Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)]
    let unit = units.first { text.hasSuffix($0.0) }
    let number = Double(text.dropLast(unit?.0.count ?? 0).trimmingBlanks())
    guard let number, number.isFinite, number >= 0, number * (unit?.1 ?? 1) < 1e7 else {
      throw MigrationError.badArgument(
        "'\(name)' is '\(text)'", hint: "say seconds, such as 30 or 500ms")
    }
    return number * (unit?.1 ?? 1)
  }

  /// A part of a hundred: `5` or `5%`.
  func percent(_ name: String) throws -> Double? {
    guard let text = try text(name) else { return nil }
    guard let number = Double(text.hasSuffix("%") ? String(text.dropLast()) : text),
      (0...100).contains(number)
    else { throw MigrationError.badArgument("'\(name)' is '\(text)'", hint: "say 0 to 100") }
    return number
  }

  /// One of a few words.
  func choice(_ name: String, of words: [String], otherwise: String) throws -> String {
    guard let text = try text(name) else { return otherwise }
    guard words.contains(text.lowercased()) else {
      throw MigrationError.badArgument(
        "'\(name)' is '\(text)'", hint: "say \(words.joined(separator: ", "))")
    }
    return text.lowercased()
  }
}

extension StringProtocol {
  /// Without blanks and line ends at both ends.
  func trimmingBlanks() -> String {
    var bytes = Array(utf8)[...]
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
    return String(decoding: bytes, as: UTF8.self)
  }
}

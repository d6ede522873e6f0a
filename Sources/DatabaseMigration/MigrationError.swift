import HandlerContract
package import JSONText

/// What kind of trouble an error is; decides whether trying again can help.
///
/// The raw value is the `type` of the answer's error.
package enum ErrorClass: String, Sendable, CaseIterable {
  case lock, serialization, connection, capacity, cancelled, disk, syntax, data, permission
  case corruption, crash, policy, unknown

  /// Whether the same request may succeed later without anybody doing anything.
  package var isRetryable: Bool {
    switch self {
    case .lock, .serialization, .connection, .capacity, .cancelled, .crash: true
    case .disk, .syntax, .data, .permission, .corruption, .policy, .unknown: false
    }
  }
}

/// Why a prompt of this handler could not do its work.
package struct MigrationError: Error, Sendable {
  package var kind: ErrorClass
  /// A stable name of the exact trouble, such as `checksum_drift`.
  package var code: String
  /// Lower case, one line, no full stop.
  package var message: String
  /// The way out, where there is one.
  package var hint: String?
  package var retryable: Bool
  /// What else is known: `file`, `line`, `statement`, `sqlite_code`, …
  package var details: JSONObject

  package init(
    _ kind: ErrorClass, _ code: String, _ message: String, hint: String? = nil,
    retryable: Bool? = nil, details: JSONObject = [:]
  ) {
    self.kind = kind
    self.code = code
    self.message = message
    self.hint = hint
    self.retryable = retryable ?? kind.isRetryable
    self.details = details
  }

  /// A refusal that only a person can lift.
  static func policy(_ code: String, _ message: String, hint: String? = nil) -> MigrationError {
    MigrationError(.policy, code, message, hint: hint)
  }

  static func badArgument(_ message: String, hint: String? = nil) -> MigrationError {
    MigrationError(.policy, "bad_argument", message, hint: hint)
  }

  /// The error as one line: `file:line: message`.
  var line: String {
    guard let file = details["file"]?.stringValue else { return message }
    guard let line = details["line"] else { return "\(file): \(message)" }
    return "\(file):\(JSONWriter().write(line)): \(message)"
  }

  /// The form in which protocol 1 carries it.
  var failure: HandlerFailure {
    var extra = details
    extra["code"] = .string(code)
    extra["class"] = .string(kind.rawValue)
    if let hint { extra["hint"] = .string(hint) }
    return HandlerFailure(
      type: kind.rawValue, message: line, retryable: retryable, details: extra)
  }

  /// Facts for `database/analyze-error`, as they go into the output `context`.
  var context: JSONObject {
    var object: JSONObject = [
      "class": .string(kind.rawValue), "code": .string(code), "retryable": .bool(retryable),
      "message": .string(message),
    ]
    for member in details.members { object[member.name] = member.value }
    return object
  }
}

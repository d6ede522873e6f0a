package import JSONText

/// Why a handler could not do its work.
package struct HandlerFailure: Error, Hashable, Sendable {
  /// A short class that workflows can retry on: `lock`, `timeout`, `handler_exit`.
  package var type: String
  package var message: String
  /// Whether trying again may help; nil when the handler did not say.
  package var retryable: Bool?
  /// Everything else the handler said of it (`code`, `sqlstate`, `hint`, …), kept as it came.
  package var details: JSONObject

  package init(
    type: String, message: String, retryable: Bool? = nil, details: JSONObject = [:]
  ) {
    self.type = type
    self.message = message
    self.retryable = retryable
    self.details = details
  }

  package var json: JSONValue {
    var object: JSONObject = ["type": .string(type), "message": .string(message)]
    if let retryable { object["retryable"] = .bool(retryable) }
    for member in details.members where object[member.name] == nil {
      object[member.name] = member.value
    }
    return .object(object)
  }

  private static let unsaid = "the handler reported a failure"

  /// Reads the `error` of a result: an object, or a text that is taken as the message.
  package init(json: JSONValue) {
    guard let object = json.objectValue else {
      self.init(
        type: "failure",
        message: json.stringValue
          ?? (json == .null ? Self.unsaid : JSONWriter().write(json)))
      return
    }
    var details = object
    for name in ["type", "message", "retryable"] { details[name] = nil }
    self.init(
      type: object["type"]?.stringValue ?? "failure",
      message: object["message"]?.stringValue ?? Self.unsaid,
      retryable: object["retryable"]?.boolValue
        ?? object["retryable"]?.stringValue.flatMap { Bool($0.lowercased()) },
      details: details)
  }
}

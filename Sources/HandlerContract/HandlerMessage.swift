package import JSONText

/// One line of a handler's standard output, in protocol 1.
package enum HandlerMessage: Hashable, Sendable {
  /// How far the work is: a part of 1 where known, and a word for people.
  case progress(fraction: Double?, message: String?)
  case log(level: String, message: String)
  case result(HandlerAnswer)

  package var json: JSONValue {
    switch self {
    case .progress(let fraction, let message):
      var object: JSONObject = ["event": "progress"]
      if let fraction { object["fraction"] = .double(fraction) }
      if let message { object["message"] = .string(message) }
      return .object(object)
    case .log(let level, let message):
      return ["event": "log", "level": .string(level), "message": .string(message)]
    case .result(let answer): return answer.json
    }
  }

  /// Reads an object that has an `event`, or a `status` (then it is a result).
  ///
  /// Nil when it has neither, or an event that protocol 1 does not know. A result that is not as
  /// protocol 1 says becomes a failure of type `handler_protocol`: taking it for a success could
  /// hide one.
  package init?(json: JSONValue) {
    guard let object = json.objectValue else { return nil }
    switch object["event"] {
    case "progress":
      self = .progress(
        fraction: object["fraction"]?.doubleValue.map { min(max($0, 0), 1) },
        message: object["message"]?.stringValue)
    case "log":
      self = .log(
        level: object["level"]?.stringValue ?? "info",
        message: object["message"].map { $0.stringValue ?? JSONWriter().write($0) } ?? "")
    case "result": self = .result(HandlerAnswer(result: object))
    case nil where object["status"] != nil: self = .result(HandlerAnswer(result: object))
    default: return nil
    }
  }
}

extension HandlerAnswer {
  /// Reads a result's members.
  fileprivate init(result object: JSONObject) {
    self.init(
      outputs: object["outputs"]?.objectValue ?? [:],
      transition: object["transition"]?.stringValue)
    switch object["status"] {
    case "success": break
    case "failure":
      failure = HandlerFailure(json: object["error"] ?? "the handler reported a failure")
    case nil: failure = Self.broken("the result has no 'status'")
    case let other?:
      failure = Self.broken(
        "the result's status is \(JSONWriter().write(other)); it must be \"success\" or \"failure\""
      )
    }
    if let outputs = object["outputs"], outputs != .null, outputs.objectValue == nil {
      failure = failure ?? Self.broken("the result's 'outputs' are no object")
    }
    if let transition = object["transition"], transition != .null, transition.stringValue == nil {
      failure = failure ?? Self.broken("the result's 'transition' is no text")
    }
  }

  private static func broken(_ message: String) -> HandlerFailure {
    HandlerFailure(type: "handler_protocol", message: message)
  }
}

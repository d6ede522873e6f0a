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
  /// Nil when it has neither, or an event that protocol 1 does not know.
  package init?(json: JSONValue) {
    guard let object = json.objectValue else { return nil }
    switch object["event"]?.stringValue {
    case "progress":
      self = .progress(
        fraction: object["fraction"]?.doubleValue, message: object["message"]?.stringValue)
    case "log":
      self = .log(
        level: object["level"]?.stringValue ?? "info",
        message: object["message"]?.stringValue ?? "")
    case "result": self = .result(Self.answer(object))
    case nil where object["status"]?.stringValue != nil: self = .result(Self.answer(object))
    default: return nil
    }
  }

  private static func answer(_ object: JSONObject) -> HandlerAnswer {
    let failed = object["status"]?.stringValue == "failure"
    let failure: HandlerFailure? =
      failed
      ? HandlerFailure(json: object["error"] ?? "the handler reported a failure") : nil
    return HandlerAnswer(
      outputs: object["outputs"]?.objectValue ?? [:], failure: failure,
      transition: object["transition"]?.stringValue)
  }
}

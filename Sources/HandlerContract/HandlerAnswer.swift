package import JSONText

/// The last word of a handler.
package struct HandlerAnswer: Hashable, Sendable {
  /// Fields that later states read as `State.field`; published on failure too.
  package var outputs: JSONObject
  /// What a program printed in place of a JSON answer, where that is no valid UTF-8.
  ///
  /// JSON has no place for it; it is published as the field `output`, as bytes.
  package var rawOutput: [UInt8]?
  /// Why the work failed; nil when it succeeded.
  package var failure: HandlerFailure?
  /// The exit the handler wants taken: a target state's name, else a label, or `[*]`.
  package var transition: String?

  package init(
    outputs: JSONObject = [:], rawOutput: [UInt8]? = nil, failure: HandlerFailure? = nil,
    transition: String? = nil
  ) {
    self.outputs = outputs
    self.rawOutput = rawOutput
    self.failure = failure
    self.transition = transition
  }

  package static func success(_ outputs: JSONObject = [:]) -> HandlerAnswer {
    HandlerAnswer(outputs: outputs)
  }

  package static func failure(
    _ failure: HandlerFailure, outputs: JSONObject = [:]
  ) -> HandlerAnswer {
    HandlerAnswer(outputs: outputs, failure: failure)
  }

  /// The `result` event of protocol 1.
  package var json: JSONValue {
    var object: JSONObject = [
      "event": "result", "status": failure == nil ? "success" : "failure",
      "outputs": .object(outputs),
    ]
    if let failure { object["error"] = failure.json }
    if let transition { object["transition"] = .string(transition) }
    return .object(object)
  }
}

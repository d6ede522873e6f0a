package import JSONText

/// What a handler is asked to do: one unit of work of one attempt of one state.
///
/// Written to a handler's standard input as one JSON object (protocol 1 of the manual's
/// `Handlers.md`); an in-process handler gets the same value.
package struct HandlerRequest: Hashable, Sendable {
  /// The version of the protocol that this file speaks.
  package static let protocolVersion = 1

  /// Name of the prompt, such as `database/create-backup`.
  package var prompt: String
  package var workflow: String
  /// The state whose action asks.
  package var state: String
  package var runID: String
  /// Counts from 1; the engine's retries raise it.
  package var attempt: Int
  /// A handler that is asked for a dry run must change nothing.
  package var dryRun: Bool
  /// Seconds until the handler will be stopped; nil when there is no limit.
  package var timeout: Double?
  /// The action's variables, rendered.
  package var variables: JSONObject
  /// Every variable and state output of the run; nil unless the handler's binding asks for it.
  package var scope: JSONObject?

  package init(
    prompt: String, workflow: String = "", state: String = "", runID: String = "",
    attempt: Int = 1, dryRun: Bool = false, timeout: Double? = nil,
    variables: JSONObject = [:], scope: JSONObject? = nil
  ) {
    self.prompt = prompt
    self.workflow = workflow
    self.state = state
    self.runID = runID
    self.attempt = attempt
    self.dryRun = dryRun
    self.timeout = timeout
    self.variables = variables
    self.scope = scope
  }

  package var json: JSONValue {
    var object: JSONObject = [
      "protocol": .int(Int64(Self.protocolVersion)), "prompt": .string(prompt),
      "workflow": .string(workflow), "state": .string(state), "run_id": .string(runID),
      "attempt": .int(Int64(attempt)), "dry_run": .bool(dryRun),
    ]
    if let timeout {
      object["timeout"] = Int64(exactly: timeout).map(JSONValue.int) ?? .double(timeout)
    }
    object["variables"] = .object(variables)
    if let scope { object["scope"] = .object(scope) }
    return .object(object)
  }

  /// Reads a request; everything but the prompt may be left out.
  ///
  /// - Throws: `HandlerFailure` of type `handler_protocol` when this is no request, or one of
  ///   another protocol.
  package init(json: JSONValue) throws(HandlerFailure) {
    guard let object = json.objectValue else {
      throw HandlerFailure(type: "handler_protocol", message: "the request is no JSON object")
    }
    if let version = object["protocol"], version.intValue != Self.protocolVersion {
      throw HandlerFailure(
        type: "handler_protocol", message: "this handler speaks protocol 1 only")
    }
    guard let prompt = object["prompt"]?.stringValue else {
      throw HandlerFailure(type: "handler_protocol", message: "the request names no prompt")
    }
    self.init(
      prompt: prompt,
      workflow: object["workflow"]?.stringValue ?? "",
      state: object["state"]?.stringValue ?? "",
      runID: object["run_id"]?.stringValue ?? "",
      attempt: object["attempt"]?.intValue ?? 1,
      dryRun: object["dry_run"]?.boolValue ?? false,
      timeout: object["timeout"]?.doubleValue,
      variables: object["variables"]?.objectValue ?? [:],
      scope: object["scope"]?.objectValue)
  }
}

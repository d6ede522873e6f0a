internal import HandlerContract
internal import JSONText
package import WorkflowEngine
package import WorkflowLanguage

/// Serves `shell`: runs a command with `sh -c`, in the folder the run was started in unless the
/// action names another, and takes what it prints as the result.
///
/// Values reach the command as environment variables; nothing that was rendered is ever parsed by
/// a shell.
package struct ShellAction: Sendable {
  /// What is to be run.
  package struct Call: Sendable {
    /// What the workflow's author wrote, with a variable for each value.
    package var command: String
    /// Values and what the action's `env` gives; of two with one name the first counts.
    package var environment: [(name: String, value: String)]
    /// Nil for the folder the run was started in; a relative path begins there.
    package var workingDirectory: String?
    /// Seconds; nil for no limit.
    package var timeout: Double?
    package var state: String
    package var runID: String
    package var attempt: Int
    package var outputLimit: Int

    package init(
      command: String, environment: [(name: String, value: String)] = [],
      workingDirectory: String? = nil, timeout: Double? = nil, state: String = "",
      runID: String = "", attempt: Int = 1, outputLimit: Int = RunLimits().handlerOutput
    ) {
      self.command = command
      self.environment = environment
      self.workingDirectory = workingDirectory
      self.timeout = timeout
      self.state = state
      self.runID = runID
      self.attempt = attempt
      self.outputLimit = outputLimit
    }
  }

  /// Our own environment, of which commands get `PATH HOME LANG TMPDIR`.
  package var environment: [String: String]
  /// The folder the run was started in; absolute.
  package var workingFolder: String
  /// How long a command may take to end by itself after SIGTERM.
  package var grace: Duration

  package init(
    environment: [String: String], workingFolder: String, grace: Duration = .seconds(5)
  ) {
    self.environment = environment
    self.workingFolder = workingFolder
    self.grace = grace
  }

  /// Runs the command.
  ///
  /// The outputs are `output` and `result`, what it printed less the line break at its end, and
  /// `exit_code`; on failure as well. Failures are of type `exit`, `signal`, `timeout`, `cancelled`,
  /// `limit`, and `shell` where it could not be started.
  ///
  /// - Parameter log: is given the lines of its standard error as they come.
  package func perform(_ call: Call, log: @escaping @Sendable (String) -> Void) async
    -> ActionAnswer
  {
    do throws(ActionFailure) {
      let process = SupervisedProcess(
        command: ["/bin/sh", "-c", call.command], variables: try variables(for: call), input: [],
        workingDirectory: try folder(for: call), timeout: call.timeout, grace: grace)
      let outcome: ProcessRun<ByteReader>.Outcome
      do throws(HandlerFailure) {
        outcome = try await process.run(reading: ByteReader(limit: call.outputLimit)) { message in
          if case .log(_, let line) = message { log(line) }
        }
      } catch {
        throw ActionFailure(
          type: error.type == "cancelled" ? "cancelled" : "shell", message: error.message,
          retryable: error.retryable)
      }
      return Self.answer(outcome)
    } catch {
      return ActionAnswer(failure: error)
    }
  }

  // MARK: What it is started with

  /// Bytes that Linux lets one variable have, name included.
  private static let longestVariable = 128 << 10

  private func variables(for call: Call) throws(ActionFailure) -> [String: String] {
    let request = HandlerRequest(
      prompt: "", state: call.state, runID: call.runID, attempt: call.attempt)
    var variables = HandlerEnvironment.variables(for: request, named: [], own: environment)
    variables["WFSH_PROMPT"] = nil
    var given: Set<String> = []
    for (name, value) in call.environment where given.insert(name).inserted {
      guard Self.isName(name) else {
        throw Self.failure("'\(name)' cannot be an environment variable's name")
      }
      if value.utf8.contains(0) {
        throw Self.failure(
          "the value of '\(name)' has a NUL byte, which no environment variable has")
      }
      if name.utf8.count + value.utf8.count + 2 > Self.longestVariable {
        throw Self.failure(
          "the value of '\(name)' has \(value.utf8.count) bytes, more than an environment variable "
            + "may have; write it to a file, and give the command its name")
      }
      variables[name] = value
    }
    return variables
  }

  private static func isName(_ name: String) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: "_") || (0x41...0x5A).contains(byte & 0xDF)
    }
    guard let first = name.utf8.first, isLetter(first) else { return false }
    return name.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
  }

  private func folder(for call: Call) throws(ActionFailure) -> String {
    guard let written = call.workingDirectory, !written.isEmpty else { return workingFolder }
    let path = Paths.absolute(written, in: workingFolder)
    guard FileFacts.isFolder(path) else {
      throw Self.failure("'working_dir' is '\(path)', which is no folder")
    }
    return path
  }

  private static func failure(_ message: String) -> ActionFailure {
    ActionFailure(type: "shell", message: message, retryable: false)
  }

  // MARK: What came of it

  private static func answer(_ outcome: ProcessRun<ByteReader>.Outcome) -> ActionAnswer {
    var answer = ActionAnswer()
    if let bytes = outcome.reading {
      let text = printed(bytes)
      answer.outputs["output"] = text
      answer.outputs["result"] = text
    }
    if case .exited(let code) = outcome.end.status, outcome.end.stop == nil {
      answer.outputs["exit_code"] = .int(Int64(code))
    }
    var end = outcome.end
    end.subject = "the command"
    if let failure = end.failure {
      answer.failure = ActionFailure(
        type: types[failure.type] ?? failure.type, message: failure.message,
        retryable: failure.retryable,
        details: ValueMap(
          entries: failure.details.members.map { (MapKey.string($0.name), Value(json: $0.value)) }))
    }
    return answer
  }

  /// What failures of handlers are called where a command fails so.
  private static let types = [
    "handler_exit": "exit", "handler_signal": "signal", "handler_protocol": "limit",
  ]

  /// The text without the line break at its end; bytes that are no text stay bytes.
  private static func printed(_ bytes: [UInt8]) -> Value {
    var bytes = bytes
    if bytes.last == 0x0A { bytes.removeLast() }
    if bytes.last == 0x0D { bytes.removeLast() }
    return String(validating: bytes, as: UTF8.self).map(Value.string) ?? .bytes(bytes)
  }
}

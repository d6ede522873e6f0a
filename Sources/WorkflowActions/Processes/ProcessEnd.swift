package import HandlerContract
internal import JSONText

/// How a handler's process ended, and the answer that follows from it and from what it printed.
package struct ProcessEnd: Hashable, Sendable {
  package enum Status: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
  }

  /// Why we ended it.
  package enum Stop: Hashable, Sendable {
    /// Its time, in seconds, was over.
    case timeout(Double)
    case cancelled
    /// It printed more than this many bytes.
    case tooLong(Int)
  }

  package var status: Status
  package var stop: Stop?
  /// The last lines of standard error.
  package var errorLines: String
  /// What the process is called in messages.
  package var subject = "the handler"

  package init(status: Status, stop: Stop? = nil, errorLines: String = "") {
    self.status = status
    self.stop = stop
    self.errorLines = errorLines
  }

  /// The answer, by the rules of protocol 1.
  ///
  /// What the handler gave out is published whether it failed or not. A process that was asked to
  /// stop, and yet ended by a success of its own, has done its work: that stands.
  package func answer(_ reading: AnswerReader.Reading) -> HandlerAnswer {
    var answer: HandlerAnswer
    var problem: HandlerFailure?
    switch reading {
    case .result(let result):
      answer = result
      if stop == nil, result.failure != nil { return result }
      if status == .exited(0), result.failure == nil { return result }
    case .output(let output): answer = output
    case .nothing(let why):
      answer = HandlerAnswer()
      problem = failure("handler_protocol", why)
    }
    if let ended = failure ?? problem {
      answer.failure = ended.keeping(answer.failure)
    }
    return answer
  }

  /// Why it ended badly; nil when it ended by itself and well.
  var failure: HandlerFailure? { stopFailure ?? statusFailure }

  private var stopFailure: HandlerFailure? {
    switch stop {
    case .timeout(let seconds)?:
      failure("timeout", "\(subject) was stopped after \(Self.text(seconds)) s, its timeout")
    case .cancelled?: failure("cancelled", "\(subject) was stopped")
    case .tooLong(let limit)?:
      failure(
        "handler_protocol", "the output is longer than \(limit) bytes, the limit 'handler-output'")
    case nil: nil
    }
  }

  private var statusFailure: HandlerFailure? {
    switch status {
    case .exited(0): nil
    case .exited(let code):
      failure(
        "handler_exit", "\(subject) exited with status \(code)",
        details: ["exit_code": .int(Int64(code))])
    case .signalled(let signal):
      failure(
        "handler_signal", "\(subject) was ended by \(SignalName.text(of: signal))",
        details: ["signal": .int(Int64(signal))])
    }
  }

  private func failure(
    _ type: String, _ message: String, details: JSONObject = [:]
  ) -> HandlerFailure {
    var failure = HandlerFailure(type: type, message: message, details: details)
    if !errorLines.isEmpty {
      failure.details["stderr"] = .string(errorLines)
      if let last = errorLines.split(separator: "\n").last { failure.message += ": \(last)" }
    }
    return failure
  }

  /// Seconds without a needless `.0`.
  private static func text(_ seconds: Double) -> String {
    Int64(exactly: seconds).map(String.init) ?? String(seconds)
  }
}

extension HandlerFailure {
  /// This failure, with what the handler itself said of its own.
  fileprivate func keeping(_ own: HandlerFailure?) -> HandlerFailure {
    guard let own else { return self }
    var both = self
    both.details["handler_error"] = own.json
    return both
  }
}

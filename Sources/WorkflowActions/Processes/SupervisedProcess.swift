internal import HandlerContract
internal import Synchronization
internal import SystemPackage

/// A program in a session of its own that is given its input, listened to, and stopped when its
/// time is over or the task is cancelled.
struct SupervisedProcess: Sendable {
  /// The program, a path or a name to be looked for in `PATH`, and its arguments.
  var command: [String]
  /// Its whole environment.
  var variables: [String: String]
  /// What it finds on its standard input.
  var input: [UInt8]
  /// The folder it is started in; nil for ours.
  var workingDirectory: String?
  /// Seconds after which it is stopped.
  var timeout: Double?
  /// How long it may take to end by itself after SIGTERM.
  var grace: Duration = .seconds(5)

  /// Seconds that any longer timeout is taken for; thirty years.
  private static let longest = 1e9

  /// - Parameter reader: takes what it prints on its standard output; standard error is reported
  ///   as lines of log.
  /// - Throws: when it cannot be started.
  func run<Reader: OutputReading>(
    reading reader: Reader, report: @escaping @Sendable (HandlerMessage) -> Void
  ) async throws(HandlerFailure) -> ProcessRun<Reader>.Outcome {
    let program = try ProgramPath.find(command.first ?? "", path: variables["PATH"] ?? "")
    let input = try openInput()
    defer { try? input.close() }
    guard !Task.isCancelled else {
      throw HandlerFailure(type: "cancelled", message: "it was not started")
    }
    let isOver = TimeIsOver()
    let run = ProcessRun(
      program: program, arguments: Array(command.dropFirst()), variables: variables,
      workingDirectory: workingDirectory, input: input, grace: grace, reader: reader,
      report: report)
    typealias Ended = Result<ProcessRun<Reader>.Outcome, HandlerFailure>
    let ended = await withTaskGroup(of: Ended?.self) { group in
      group.addTask { [timeout] in
        do throws(HandlerFailure) {
          return .success(
            try await run.outcome {
              timeout.flatMap { isOver.value.load(ordering: .relaxed) ? .timeout($0) : nil }
                ?? .cancelled
            })
        } catch {
          return .failure(error)
        }
      }
      if let timeout {
        group.addTask {
          try? await Task.sleep(for: .seconds(timeout > 0 ? min(timeout, Self.longest) : 0))
          if !Task.isCancelled { isOver.value.store(true, ordering: .relaxed) }
          return nil
        }
      }
      var ended: Ended?
      while ended == nil, let next = await group.next() {
        // A clock that ran out ends the process; its outcome still comes.
        group.cancelAll()
        ended = next
      }
      return ended
    }
    guard let ended else { throw HandlerFailure(type: "cancelled", message: "it was stopped") }
    return try ended.get()
  }

  private func openInput() throws(HandlerFailure) -> FileDescriptor {
    var problems: [String] = []
    for folder in [variables["TMPDIR"], "/tmp"].compactMap(\.self) {
      do throws(Errno) {
        return try RequestFile.open(holding: input, in: folder)
      } catch {
        problems.append("'\(folder)': \(error)")
      }
    }
    throw HandlerFailure(
      type: "handler_start",
      message: "cannot write its input to \(problems.joined(separator: ", "))")
  }
}

/// Whether a timeout, not the caller, is what cancelled a task.
private final class TimeIsOver: Sendable {
  let value = Atomic(false)
}

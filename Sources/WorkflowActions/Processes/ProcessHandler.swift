package import HandlerContract
internal import JSONText
internal import Subprocess
internal import Synchronization
internal import SystemPackage

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A handler that is a program: started anew for each request, in a session of its own.
package struct ProcessHandler: PromptHandler {
  /// The program and its arguments; the prompt's name is added as the last.
  package var command: [String]
  /// Names, or patterns of names, of the environment variables that are passed on.
  package var environmentNames: [String]
  /// Our own environment.
  package var environment: [String: String]
  /// How long a process may take to end by itself after SIGTERM.
  package var grace: Duration
  /// Bytes that the answer may have.
  package var outputLimit: Int

  /// Seconds that any longer timeout is taken for; thirty years.
  private static let longest = 1e9

  package init(
    command: [String], environmentNames: [String] = [], environment: [String: String],
    grace: Duration = .seconds(5), outputLimit: Int = AnswerReader.limit
  ) {
    self.command = command
    self.environmentNames = environmentNames
    self.environment = environment
    self.grace = grace
    self.outputLimit = outputLimit
  }

  package func answer(
    _ request: HandlerRequest, report: @escaping @Sendable (HandlerMessage) -> Void
  ) async -> HandlerAnswer {
    let variables = HandlerEnvironment.variables(
      for: request, named: environmentNames, own: environment)
    let program: String
    let input: FileDescriptor
    do throws(HandlerFailure) {
      program = try ProgramPath.find(command.first ?? "", path: variables["PATH"] ?? "")
      input = try Self.input(
        for: request, folders: [variables["TMPDIR"], "/tmp"].compactMap(\.self))
    } catch {
      return .failure(error)
    }
    defer { try? input.close() }

    guard !Task.isCancelled else {
      return .failure(HandlerFailure(type: "cancelled", message: "the handler was not started"))
    }
    let isOver = TimeIsOver()
    let run = ProcessRun(
      program: program, arguments: Array(command.dropFirst()) + [request.prompt],
      variables: variables, input: input, grace: grace, outputLimit: outputLimit,
      report: report)
    return await withTaskGroup(of: HandlerAnswer?.self) { group in
      group.addTask {
        await run.answer {
          request.timeout.flatMap { isOver.value.load(ordering: .relaxed) ? .timeout($0) : nil }
            ?? .cancelled
        }
      }
      if let timeout = request.timeout {
        group.addTask {
          try? await Task.sleep(for: .seconds(timeout > 0 ? min(timeout, Self.longest) : 0))
          if !Task.isCancelled { isOver.value.store(true, ordering: .relaxed) }
          return nil
        }
      }
      var answer: HandlerAnswer?
      while answer == nil, let next = await group.next() {
        // A clock that ran out ends the process; its answer still comes.
        group.cancelAll()
        answer = next
      }
      return answer
        ?? .failure(HandlerFailure(type: "cancelled", message: "the handler was stopped"))
    }
  }

  private static func input(
    for request: HandlerRequest, folders: [String]
  ) throws(HandlerFailure) -> FileDescriptor {
    let bytes = Array((JSONWriter().write(request.json) + "\n").utf8)
    var problems: [String] = []
    for folder in folders {
      do throws(Errno) {
        return try RequestFile.open(holding: bytes, in: folder)
      } catch {
        problems.append("'\(folder)': \(error)")
      }
    }
    throw HandlerFailure(
      type: "handler_start",
      message: "cannot write the handler's request to \(problems.joined(separator: ", "))")
  }
}

/// Whether a timeout, not the caller, is what cancelled a task.
private final class TimeIsOver: Sendable {
  let value = Atomic(false)
}

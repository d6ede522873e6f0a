internal import HandlerContract
internal import Subprocess
internal import Synchronization
internal import SystemPackage

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// One start of a program, from spawning it to its last byte.
struct ProcessRun<Reader: OutputReading>: Sendable {
  var program: String
  var arguments: [String]
  var variables: [String: String]
  /// The folder it is started in; nil for ours.
  var workingDirectory: String?
  var input: FileDescriptor
  var grace: Duration
  /// Takes what the program prints on its standard output.
  var reader: Reader
  var report: @Sendable (HandlerMessage) -> Void

  /// How it ended, and what it printed.
  struct Outcome: Sendable {
    var end: ProcessEnd
    /// Nil when it was not started, or printed more than it may.
    var reading: Reader.Reading?
  }

  /// What was printed before the end.
  private struct Printed: Sendable {
    var process: pid_t
    var reading: Reader.Reading?
    var errorLines: String
  }

  private typealias Started = Execution<FileDescriptorInput, SequenceOutput, SequenceOutput>

  /// Runs the program; cancelling the task stops it.
  ///
  /// - Parameter reason: says why, when the task was cancelled.
  /// - Throws: when it cannot be started.
  func outcome(
    stoppedFor reason: @Sendable () -> ProcessEnd.Stop
  ) async throws(HandlerFailure) -> Outcome {
    let result: ExecutionResult<Printed, SequenceOutput, SequenceOutput>
    do {
      result = try await run(
        configuration, input: .fileDescriptor(input, closeAfterSpawningProcess: false),
        output: .sequence, error: .sequence
      ) { started in
        // Not cancelled with us: what a process says while it is being stopped is heard as well.
        await Task { await listen(to: started) }.value
      }
    } catch {
      guard Task.isCancelled else {
        throw ProgramPath.failure("cannot start '\(program)': \(Self.text(of: error))")
      }
      return Outcome(end: ProcessEnd(status: .signalled(SIGTERM), stop: reason()))
    }

    let printed = result.closureResult
    let status: ProcessEnd.Status =
      switch result.terminationStatus {
      case .exited(let code): .exited(code)
      case .signaled(let signal): .signalled(signal)
      }
    let stop: ProcessEnd.Stop? =
      printed.reading == nil
      ? .tooLong(reader.limit) : Task.isCancelled ? reason() : nil
    if stop != nil { await ProcessGroup(leader: printed.process).end(within: grace) }
    return Outcome(
      end: ProcessEnd(status: status, stop: stop, errorLines: printed.errorLines),
      reading: printed.reading)
  }

  private var configuration: Configuration {
    var options = PlatformOptions()
    // A session of its own is a process group of its own, which a signal reaches as a whole.
    options.createSession = true
    options.teardownSequence = [
      .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: grace)
    ]
    return Configuration(
      executable: .path(FilePath(program)), arguments: Arguments(arguments),
      // Raw entries must bring their own NUL: the library takes them as C strings.
      environment: .custom(variables.map { Array("\($0.key)=\($0.value)\0".utf8) }),
      workingDirectory: workingDirectory.map { FilePath($0) }, platformOptions: options)
  }

  // MARK: Listening

  /// Reads both streams to their ends, or until the process is gone: what a grandchild may print
  /// later through an inherited pipe is not waited for.
  private func listen(to started: Started) async -> Printed {
    let process = started.processIdentifier.value
    let relay = MessageRelay(report: report)
    async let errorLines = listenToErrors(of: started, relay: relay)

    var reader = reader
    var isTooLong = false
    var killer: Task<Void, any Error>?
    await each(of: started.standardOutput, process: process, relay: relay) { bytes in
      // Beyond the limit the stream is only emptied, so that the process can end.
      guard !isTooLong else { return }
      do throws(OutputTooLong) {
        for message in try reader.read(bytes) { relay.pass(message) }
      } catch {
        isTooLong = true
        killer = ProcessGroup(leader: process).beginEnding(within: grace)
      }
    }
    let lines = await errorLines
    killer?.cancel()
    let (messages, reading) = reader.finish()
    for message in messages { relay.pass(message) }
    relay.finish()
    return Printed(
      process: process, reading: isTooLong ? nil : reading, errorLines: lines)
  }

  private func listenToErrors(of started: Started, relay: MessageRelay) async -> String {
    var tail = ErrorTail()
    let process = started.processIdentifier.value
    await each(of: started.standardError, process: process, relay: relay) { bytes in
      for line in tail.read(bytes) { relay.pass(.log(level: "info", message: line)) }
    }
    for line in tail.finish() { relay.pass(.log(level: "info", message: line)) }
    return tail.lastLines
  }

  private func each(
    of output: SubprocessOutputSequence, process: pid_t, relay: MessageRelay,
    take: ([UInt8]) -> Void
  ) async {
    var drain = Drain(of: process)
    do {
      for try await buffer in output {
        let bytes = buffer.withUnsafeBytes { Array($0) }
        take(bytes)
        if !drain.goesOn(after: bytes.count) { break }
      }
    } catch {
      relay.pass(.log(level: "warning", message: "cannot read the handler's output: \(error)"))
    }
  }

  private static func text(of error: any Error) -> String {
    switch (error as? SubprocessError)?.underlyingError {
    case Errno.noSuchFileOrDirectory?: "the program its '#!' line names is not there"
    case Errno.execFormatError?: "it is neither a program nor a script that begins with '#!'"
    case let underlying?: "\(underlying)"
    case nil: "\(error)"
    }
  }
}

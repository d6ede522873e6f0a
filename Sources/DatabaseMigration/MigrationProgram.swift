import Dispatch
import HandlerContract
import JSONText
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program `wfsh-db`: one request in, one answer out; and a few commands for people.
package enum MigrationProgram {
  /// - Parameter arguments: without the program's name.
  /// - Returns: the exit status.
  package static func run(_ arguments: [String]) -> Int32 {
    // A reader that has gone, or a limit on file sizes, is an error to be told, not a death.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    let interruption = Interruption()
    let sources = [(SIGTERM, "SIGTERM"), (SIGINT, "SIGINT"), (SIGHUP, "SIGHUP")].map {
      number, name in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { interruption.interrupt("\(name) came") }
      source.resume()
      return source
    }
    defer { for source in sources { source.cancel() } }
    if let command = MigrationCommand.named(arguments.first) {
      return command(Array(arguments.dropFirst()), interruption)
    }
    return serve(promptName: arguments.last, interruption)
  }

  /// Reads a request from standard input and writes its answer, whatever happens.
  private static func serve(promptName: String?, _ interruption: Interruption) -> Int32 {
    let output = LineOutput()
    let answer: HandlerAnswer
    do {
      let bytes = try readInput(interruption)
      var request = try read(bytes, promptName)
      if request.prompt.isEmpty { request.prompt = promptName ?? "" }
      let handler = MigrationHandler(
        environment: Host.environment, interruption: interruption, emit: output.write)
      answer = handler.answer(request)
    } catch let error as MigrationError {
      answer = .failure(error.failure)
    } catch let failure as HandlerFailure {
      answer = .failure(failure)
    } catch {
      answer = .failure(HandlerFailure(type: "unknown", message: "\(error)"))
    }
    output.write(.result(answer))
    return 0
  }

  /// Everything on standard input; a signal ends the wait for it.
  private static func readInput(_ interruption: Interruption) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      try interruption.check()
      var wait = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
      if poll(&wait, 1, 100) <= 0 { continue }
      guard let more = try Files.readSome(0, name: "standard input") else { return bytes }
      bytes += more
      guard bytes.count <= 64 << 20 else {
        throw HandlerFailure(type: "handler_protocol", message: "the request is too large")
      }
    }
  }

  private static func read(_ bytes: [UInt8], _ promptName: String?) throws -> HandlerRequest {
    var value: JSONValue
    do {
      value = try JSONReader.read(bytes)
    } catch {
      throw HandlerFailure(
        type: "handler_protocol",
        message: "the request is no JSON: \(error.message) at byte \(error.offset)")
    }
    if var object = value.objectValue, object["prompt"] == nil, let promptName {
      object["prompt"] = .string(promptName)
      value = .object(object)
    }
    return try HandlerRequest(json: value)
  }
}

/// Writes messages to standard output, a line each.
final class LineOutput: Sendable {
  /// Progress lines closer together than this are left out.
  private static let pace = Duration.milliseconds(100)
  private let last = Mutex<(at: ContinuousClock.Instant, message: String)?>(nil)

  func write(_ message: HandlerMessage) {
    if case .progress(_, let words) = message, isTooSoon(words ?? "") { return }
    let line = JSONWriter().write(message.json) + "\n"
    // Nobody may be reading any more; the work goes on all the same.
    try? Files.writeAll(Array(line.utf8), to: 1, name: "standard output")
  }

  private func isTooSoon(_ words: String) -> Bool {
    last.withLock { last in
      if let last, last.message == words, ContinuousClock.now - last.at < Self.pace { return true }
      last = (.now, words)
      return false
    }
  }
}

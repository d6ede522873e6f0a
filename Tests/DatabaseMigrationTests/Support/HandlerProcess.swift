import HandlerContract
import JSONText
import Testing

@testable import DatabaseMigration

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The built program `wfsh-db`, started on a request.
final class HandlerProcess {
  struct Outcome {
    /// Exit status; 128 and the signal's number after a signal.
    var status: Int32
    var lines: [String]
    var errors: String

    var values: [JSONValue] { lines.compactMap { try? JSONReader.read($0) } }
    /// The last line's answer.
    var answer: HandlerAnswer? {
      guard let last = values.last, case .result(let answer)? = HandlerMessage(json: last) else {
        return nil
      }
      return answer
    }
  }

  private let folder: String
  private let process: pid_t

  /// Beside the test bundle, where the build puts every program.
  static var program: String {
    let own = Files.realPath("/proc/self/exe") ?? CommandLine.arguments[0]
    let beside = Paths.join(Paths.folder(of: own), "wfsh-db")
    if Files.exists(beside) { return beside }
    return Paths.join(
      Paths.folder(of: Paths.folder(of: Paths.folder(of: Paths.folder(of: #filePath)))),
      ".build/debug/wfsh-db")
  }

  convenience init(_ request: HandlerRequest, environment: [String: String] = [:]) throws {
    try self.init(
      arguments: [request.prompt], input: JSONWriter().write(request.json),
      environment: environment)
  }

  /// - Parameter fileLimit: the largest file that may be written, in kilobytes.
  init(
    arguments: [String], input: String, environment: [String: String] = [:], fileLimit: Int? = nil
  ) throws {
    folder = try Files.makeTemporaryFolder(in: "/tmp", prefix: "wfsh-db-process-")
    try Files.write(input, to: Paths.join(folder, "input"))
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let make = O_WRONLY | O_CREAT
    posix_spawn_file_actions_addopen(&actions, 0, Paths.join(folder, "input"), O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, Paths.join(folder, "output"), make, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, Paths.join(folder, "errors"), make, 0o600)
    var words = [Self.program] + arguments
    if let fileLimit {
      // A shell's unit is 512 bytes.
      words = ["/bin/sh", "-c", "ulimit -f \(fileLimit * 2); exec \"$@\"", "sh"] + words
    }
    let list = words.map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in list + variables { free(text) } }
    var process = pid_t()
    let result = posix_spawn(&process, words[0], &actions, nil, list, variables)
    try #require(result == 0, "cannot start \(words[0])")
    self.process = process
  }

  deinit { try? Files.remove(folder) }

  func kill(_ signal: Int32 = SIGKILL) {
    #if canImport(Glibc)
      _ = Glibc.kill(process, signal)
    #else
      _ = Darwin.kill(process, signal)
    #endif
  }

  /// Waits for the end, killing what does not end within half a minute.
  func wait() throws -> Outcome {
    var status: Int32 = 0
    let end = ContinuousClock.now + .seconds(30)
    while waitpid(process, &status, WNOHANG) == 0 {
      if ContinuousClock.now > end { kill() }
      Pause.milliseconds(2)
    }
    func text(_ name: String) throws -> String {
      String(decoding: try Files.read(Paths.join(folder, name)), as: UTF8.self)
    }
    return Outcome(
      status: status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F),
      lines: try text("output").split(separator: "\n").map(String.init),
      errors: try text("errors"))
  }

  /// What has been printed so far.
  func output() -> String {
    let bytes = try? Files.read(Paths.join(folder, "output"))
    return String(decoding: bytes ?? [], as: UTF8.self)
  }
}

extension TestRun {
  /// The same request, answered by the program.
  func request(
    _ prompt: String, _ variables: JSONObject = [:], timeout: Double? = nil
  ) -> HandlerRequest {
    HandlerRequest(
      prompt: "database/\(prompt)", workflow: "test", state: "State", runID: id, timeout: timeout,
      variables: variables, scope: scope)
  }

  func start(
    _ prompt: String, _ variables: JSONObject = [:], timeout: Double? = nil,
    environment: [String: String] = [:]
  ) throws -> HandlerProcess {
    try HandlerProcess(
      request(prompt, variables, timeout: timeout), environment: environment)
  }
}

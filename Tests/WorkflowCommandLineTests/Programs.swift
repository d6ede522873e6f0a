#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The built programs, and a way to run them as a person's shell would.
enum Programs {
  /// The folder the tests were built into; the programs stand beside the test bundle.
  static let folder: String = {
    let image = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
    var parts = image.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast()
    return parts.joined(separator: "/")
  }()

  static var wfsh: String { folder + "/wfsh" }
  static var wfshDB: String { folder + "/wfsh-db" }

  /// What a program that has ended has left.
  struct Ended {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Runs a program to its end, with an empty environment but for `environment`.
  ///
  /// - Parameter input: what it reads from standard input.
  static func run(
    _ command: [String], in folder: String, environment: [String: String] = [:],
    input: String = ""
  ) -> Ended {
    let child = Child(command, in: folder, environment: environment, input: input)
    return child.wait()
  }
}

/// A program that runs; its streams go to files, so that nobody has to read along.
final class Child {
  private(set) var process: pid_t = 0
  private let output: Int32
  private let errors: Int32

  init(
    _ command: [String], in folder: String, environment: [String: String] = [:],
    input: String = ""
  ) {
    output = Self.temporaryFile()
    errors = Self.temporaryFile()
    let given = Self.temporaryFile()
    defer { close(given) }
    _ = Array(input.utf8).withUnsafeBytes { write(given, $0.baseAddress, $0.count) }
    lseek(given, 0, SEEK_SET)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, given, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    var variables = ["PATH": "/usr/bin:/bin", "HOME": folder, "LANG": "C.UTF-8"]
    variables.merge(environment) { $1 }
    // posix_spawn cannot change the folder everywhere; a shell that becomes the program can.
    let started = ["/bin/sh", "-c", #"cd "$0" && exec "$@""#, folder] + command
    let arguments = started.map { strdup($0) } + [nil]
    let pairs = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + pairs { free(text) } }
    posix_spawn(&process, started[0], &actions, nil, arguments, pairs)
  }

  func send(_ signal: Int32) { kill(process, signal) }

  func wait() -> Programs.Ended {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    defer {
      close(output)
      close(errors)
    }
    let signal = status & 0x7F
    return Programs.Ended(
      status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: Self.text(of: output),
      errors: Self.text(of: errors))
  }

  /// What it has written so far.
  var written: String { Self.text(of: output) }

  /// Waits until its output holds a text; false when it has not within ten seconds.
  func waits(for text: String) -> Bool {
    for _ in 0..<500 {
      if written.contains(text) { return true }
      usleep(20_000)
    }
    return false
  }

  private static func temporaryFile() -> Int32 {
    var name = Array("/tmp/wfsh-test-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(name)
    return descriptor
  }

  private static func text(of descriptor: Int32) -> String {
    let size = Int(lseek(descriptor, 0, SEEK_END))
    var bytes = [UInt8](repeating: 0, count: max(size, 0))
    let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
  }
}

/// A folder that is gone when the test is.
final class Scratch {
  let path: String

  init() {
    var name = Array("/tmp/wfsh-scratch-XXXXXX".utf8CString)
    mkdtemp(&name)
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { _ = Programs.run(["/bin/rm", "-rf", path], in: "/") }

  func write(_ name: String, _ text: String) {
    guard let file = fopen(path + "/" + name, "w") else { return }
    defer { fclose(file) }
    fputs(text, file)
  }

  /// Writes a shell script that can be started; `$1` is what it is started with.
  func script(_ name: String, _ text: String) {
    write(name, "#!/bin/sh\n" + text + "\n")
    chmod(path + "/" + name, 0o755)
  }

  /// Digest of a file, by the system's own tool.
  func digest(_ name: String) -> String {
    Programs.run(["/usr/bin/sha256sum", name], in: path).output
  }

  /// What SQLite's own shell answers.
  func query(_ sql: String, database: String = "wfsh-demo/shop.db") -> String {
    let ended = Programs.run(["/usr/bin/sqlite3", database, sql], in: path)
    return ended.output + ended.errors
  }
}

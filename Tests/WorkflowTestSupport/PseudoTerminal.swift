internal import CPseudoTerminal

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A program on a terminal of its own, talked to as a person would.
///
///     let terminal = try PseudoTerminal(PseudoTerminal.built("wfsh"), ["--no-rc"])
///     try terminal.expect("wfsh> ")
///     terminal.send("quit\r")
///     #expect(try terminal.waitForEnd() == .exited(0))
///
/// Nothing sleeps: every expectation polls until it is met or its time is over. The program is
/// killed when the object goes.
package final class PseudoTerminal {
  package enum Failure: Error, CustomStringConvertible {
    case notStarted(program: String, code: Int32)
    /// The time was over; what had come since the last expectation, without escapes.
    case timedOut(waitingFor: String, seen: String)
    /// The program ended before.
    case gone(waitingFor: String, seen: String)

    package var description: String {
      switch self {
      case .notStarted(let program, let code): "cannot start \(program): error \(code)"
      case .timedOut(let text, let seen): "no \(text.debugDescription) in \(seen.debugDescription)"
      case .gone(let text, let seen):
        "ended before \(text.debugDescription); it wrote \(seen.debugDescription)"
      }
    }
  }

  package enum Ending: Hashable, Sendable {
    case exited(Int32)
    case killed(signal: Int32)
  }

  package let process: Int32
  private let controller: Int32
  private var ending: Ending?
  private var isGone = false
  /// All bytes that came.
  package private(set) var transcript: [UInt8] = []
  /// Up to where expectations have been met.
  private var consumed = 0

  /// Starts a program. The environment holds only what is given beside `HOME` (a folder that does
  /// not exist), `TERM`, `LC_ALL` and `PATH`, which may be overridden.
  package init(
    _ program: String, _ arguments: [String] = [], environment: [String: String] = [:],
    directory: String? = nil, rows: Int = 24, columns: Int = 80
  ) throws {
    var variables = [
      "HOME": "/nonexistent", "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
      "PATH": "/usr/bin:/bin",
    ]
    variables.merge(environment) { $1 }
    let words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    let settings: [UnsafeMutablePointer<CChar>?] =
      variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for word in words + settings { free(word) } }
    var controller: Int32 = -1
    process = cpt_spawn(
      program, words, settings, directory, Int32(rows), Int32(columns), &controller)
    self.controller = controller
    guard process > 0 else { throw Failure.notStarted(program: program, code: errno) }
  }

  deinit {
    if ending == nil {
      kill(process, SIGKILL)
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }
    if controller >= 0 { close(controller) }
  }

  /// The path of a program that SwiftPM built: they stand beside the tests. The test target must
  /// depend on the program's target.
  package static func built(_ name: String) -> String {
    var path = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
    #if os(Linux)
      var buffer = [CChar](repeating: 0, count: 4096)
      let count = readlink("/proc/self/exe", &buffer, buffer.count)
      if count > 0 {
        path = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
    #endif
    if let range = path.firstRange(of: "/Contents/MacOS") {
      path.removeSubrange(range.lowerBound...)
    }
    return path[..<(path.lastIndex(of: "/") ?? path.endIndex)] + "/" + name
  }

  /// Types: the bytes go to the program as they are; Enter is `\r`, Ctrl-C `\u{03}`.
  package func send(_ text: String) { send(bytes: Array(text.utf8)) }

  package func send(bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return }
    }
  }

  /// Waits until the program has written the text, escapes left out, and consumes up to there.
  ///
  /// - Returns: what came before the text since the last expectation, escapes left out.
  @discardableResult
  package func expect(_ text: String, within time: Duration = .seconds(10)) throws -> String {
    let deadline = ContinuousClock.now + time
    let wanted = Array(text.utf8)
    while true {
      let plain = Self.plain(transcript[consumed...])
      if let range = Self.find(wanted, in: plain.bytes) {
        let before = String(decoding: plain.bytes[..<range.lowerBound], as: UTF8.self)
        consumed = plain.origins[range.upperBound - 1] + 1
        return before
      }
      let seen = String(decoding: plain.bytes, as: UTF8.self)
      if isGone { throw Failure.gone(waitingFor: text, seen: seen) }
      guard receive(until: deadline) else {
        throw Failure.timedOut(waitingFor: text, seen: seen)
      }
    }
  }

  /// Waits until something holds that the bytes written so far decide, mostly what a screen shows.
  package func wait(
    for what: String, within time: Duration = .seconds(10), until holds: ([UInt8]) -> Bool
  ) throws {
    let deadline = ContinuousClock.now + time
    while !holds(transcript) {
      if isGone { throw Failure.gone(waitingFor: what, seen: unreadText) }
      guard receive(until: deadline) else {
        throw Failure.timedOut(waitingFor: what, seen: unreadText)
      }
    }
  }

  /// Reads until nothing has come for a while; for looking at what is not there.
  package func settle(for quiet: Duration = .milliseconds(150)) {
    while !isGone, receive(until: ContinuousClock.now + quiet) {}
  }

  /// Waits for the program's end.
  package func waitForEnd(within time: Duration = .seconds(10)) throws -> Ending {
    let deadline = ContinuousClock.now + time
    while ending == nil {
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process {
        let signal = status & 0x7F
        ending = signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: signal)
      } else if !receive(until: min(deadline, ContinuousClock.now + .milliseconds(5))),
        ContinuousClock.now >= deadline
      {
        throw Failure.timedOut(waitingFor: "the end", seen: unreadText)
      }
    }
    while !isGone, receive(until: ContinuousClock.now) {}
    return ending ?? .exited(0)
  }

  /// What came since the last expectation, without escapes.
  package var unreadText: String { Self.plainText(transcript[consumed...]) }

  package func resize(rows: Int, columns: Int) {
    cpt_resize(controller, Int32(rows), Int32(columns))
  }

  /// The modes of the terminal now: whether typed lines are gathered and echoed by the system, as
  /// between commands, or read key by key.
  package var isInEditingMode: Bool {
    var mode = termios()
    return tcgetattr(controller, &mode) == 0 && mode.c_lflag & tcflag_t(ICANON) == 0
  }

  /// The text of bytes written to a terminal: escape sequences, carriage returns and bells left out.
  package static func plainText(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: plain(Array(bytes)[...]).bytes, as: UTF8.self)
  }

  /// Waits for bytes; false when the time is over. At the end sets `isGone`.
  private func receive(until deadline: ContinuousClock.Instant) -> Bool {
    guard !isGone else { return false }
    let left = deadline - .now
    let (seconds, fraction) = left.components
    let milliseconds = max(0, seconds * 1000 + fraction / 1_000_000_000_000_000)
    var waiting = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, Int32(clamping: milliseconds)) > 0 else { return false }
    var chunk = [UInt8](repeating: 0, count: 16384)
    let count = read(controller, &chunk, chunk.count)
    if count > 0 {
      transcript += chunk[..<count]
    } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
      // EIO is how Linux says that nobody has the other end open any more.
      isGone = true
    }
    return true
  }

  private static func find(_ wanted: [UInt8], in bytes: [UInt8]) -> Range<Int>? {
    guard wanted.count <= bytes.count else { return nil }
    for start in 0...(bytes.count - wanted.count)
    where bytes[start..<start + wanted.count].elementsEqual(wanted) {
      return start..<start + wanted.count
    }
    return nil
  }

  /// The bytes without escapes, and for each where it stood.
  private static func plain(_ bytes: ArraySlice<UInt8>) -> (bytes: [UInt8], origins: [Int]) {
    var result: [UInt8] = []
    var origins: [Int] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == 0x1B {
        index = endOfEscape(bytes, from: index)
        continue
      }
      if byte != 0x0D, byte != 0x07 {
        result.append(byte)
        origins.append(index)
      }
      index += 1
    }
    return (result, origins)
  }

  /// The index after the escape sequence that begins here: CSI, OSC, or of two or three bytes.
  private static func endOfEscape(_ bytes: ArraySlice<UInt8>, from start: Int) -> Int {
    guard start + 1 < bytes.endIndex else { return bytes.endIndex }
    switch bytes[start + 1] {
    case UInt8(ascii: "["):
      let final = bytes[(start + 2)...].firstIndex { (0x40...0x7E).contains($0) }
      return final.map { $0 + 1 } ?? bytes.endIndex
    case UInt8(ascii: "]"):
      let final = bytes[(start + 2)...].firstIndex { $0 == 0x07 || $0 == UInt8(ascii: "\\") }
      return final.map { $0 + 1 } ?? bytes.endIndex
    case UInt8(ascii: "("), UInt8(ascii: ")"): return min(start + 3, bytes.endIndex)
    default: return start + 2
    }
  }
}

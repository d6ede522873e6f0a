internal import ToolSupport

/// How a process ended that did not survive its input.
enum Failure: Hashable {
  case crash(signal: Int32)
  case hang, memory

  /// Nil for a process that ended well.
  init?(_ end: ChildProcess.End) {
    switch end {
    case .exited(0): return nil
    case .exited(Watch.hangStatus): self = .hang
    case .exited(Watch.memoryStatus): self = .memory
    case .signalled(let signal): self = .crash(signal: signal)
    case .exited(let code): fatalError("a worker ended with \(code)")
    case .notStarted(let code): fatalError("a worker could not be started: \(code)")
    }
  }

  /// One word, the beginning of file names.
  var word: String {
    switch self {
    case .crash: "crash"
    case .hang: "hang"
    case .memory: "memory"
    }
  }
}

internal import JSONText
internal import ToolSupport
internal import WorkflowSource

/// What rows measure with.
struct Bench: Sendable {
  let options: Options
  /// A folder for files; nobody else's.
  let scratch = Files.makeTemporaryFolder("wfsh-bench")

  func close() { Files.remove(scratch) }

  /// A size or count, small where nothing is really measured.
  func size(_ full: Int, quick: Int) -> Int { options.isQuick ? quick : full }

  // MARK: Work in this process

  /// The processor time of one turn in nanoseconds: the best of a few stretches, each long enough
  /// for the clock. What other programs take from the processor is not in it.
  func nanoseconds(_ body: () -> Void) -> Double {
    body()
    var turns = 1
    let least = options.isQuick ? 1_000 : 60_000_000
    var best = Double.infinity
    var stretches = options.isQuick ? 1 : 7
    while stretches > 0 {
      let start = Stopwatch.processorNanoseconds
      for _ in 0..<turns { body() }
      let taken = Stopwatch.processorNanoseconds - start
      if taken < least {
        turns *= max(2, min(100, least / max(taken, 1)))
        continue
      }
      best = min(best, Double(taken) / Double(turns))
      stretches -= 1
    }
    return best
  }

  // MARK: Programs

  /// The time from starting a program to its end, in milliseconds: the best of many, taken in turn
  /// with the other commands so that all see the same machine.
  ///
  /// - Returns: one figure a command; nil for one that cannot be started or fails.
  func milliseconds(
    _ commands: [[String]], inputs: [String] = [], times full: Int
  ) -> [Double?] {
    var best = [Double?](repeating: .infinity, count: commands.count)
    for _ in 0..<size(full, quick: 2) {
      for (index, command) in commands.enumerated() where best[index] != nil {
        let input = index < inputs.count ? inputs[index] : "/dev/null"
        let watch = Stopwatch()
        let end = ChildProcess(command, input: input).wait()
        let taken = Double(watch.nanoseconds) / 1e6
        best[index] = end == .exited(0) ? min(best[index] ?? taken, taken) : nil
      }
    }
    return best
  }

  // MARK: Peers

  /// What the Python driver finds for a topic: figures by peer, in nanoseconds for one turn.
  ///
  /// - Parameters:
  ///   - names: the peers wanted, in order; one that is missing has no figure.
  ///   - input: the file that the driver reads from its standard input.
  func pythonPeers(
    _ topic: String, _ names: [String], input: String = "/dev/null"
  ) -> [(name: String, nanoseconds: Double?)] {
    var figures: [String: Double] = [:]
    if let python = options.python {
      let output = "\(scratch)/peers.json"
      let command =
        [python, "\(options.root)/Scripts/lib/bench/peers.py", topic]
        + (options.isQuick ? ["--quick"] : [])
      if ChildProcess(command, input: input, output: output).wait() == .exited(0),
        let found = try? JSONReader.read(Files.read(output) ?? [])
      {
        for (name, value) in found.objectValue?.members ?? [] { figures[name] = value.doubleValue }
      }
    }
    return names.map { ($0, figures[$0]) }
  }

  /// The text of a file that rows and peers share.
  func sharedText(_ name: String) -> String {
    let path = "\(options.root)/Scripts/lib/bench/\(name)"
    guard let bytes = Files.read(path) else { fatalError("cannot read \(path)") }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The workflow that the design measures; the built-in one of the same graph where it is not there.
  var seed: SourceText {
    let folder = "\(options.root)/../shared/seeds"
    let builtIn = "\(options.root)/Sources/WorkflowLibrary/Workflows/database-migration.md"
    let path = Files.paths(below: folder, ending: ".txt").first ?? builtIn
    guard let bytes = Files.read(path) else { fatalError("cannot read \(path)") }
    return SourceText(name: "seed.md", bytes: bytes)
  }
}

internal import ToolSupport

/// Looks for inputs that one target does not survive: starts workers, learns from their ends which
/// input it was, makes it smaller and keeps it.
struct Hunt {
  /// Failures after which a target is left.
  private static let most = 5

  let target: FuzzTarget
  let options: Options
  private let scratch: String

  init(_ target: FuzzTarget, _ options: Options) {
    self.target = target
    self.options = options
    scratch = Files.makeTemporaryFolder("wfsh-fuzz")
  }

  /// - Returns: how many failures were found.
  func run() -> Int {
    defer { Files.remove(scratch) }
    let inputs = Inputs(of: target, root: options.root, seed: options.seed)
    let note = NoteFile("\(scratch)/note")
    let time = Stopwatch()
    var failures = 0
    var next = 0
    while next < options.runs, failures < Self.most, time.seconds < options.seconds {
      let end = work(from: next, seconds: options.seconds - time.seconds)
      let number = note.read()
      next = number + 1
      guard let failure = Failure(end) else { break }
      failures += 1
      report(failure, inputs.input(number), number: number)
    }
    let count = failures == 0 ? "no failure" : "\(failures) failures"
    print(
      "\(target.name): \(next) inputs from \(inputs.seedCount) seeds in \(Int(time.seconds)) s, \(count)"
    )
    return failures
  }

  private func work(from first: Int, seconds: Double) -> ChildProcess.End {
    start(
      ["--numbers", "\(first)", "\(options.runs)", "\(scratch)/note", "--seconds", "\(seconds)"],
    ).wait()
  }

  private func start(_ arguments: [String]) -> ChildProcess {
    ChildProcess(
      [
        CommandLine.arguments[0], target.name, "--root", options.root, "--seed",
        "\(options.seed)",
      ] + arguments,
      errors: "\(scratch)/errors", environment: ["SWIFT_BACKTRACE": "enable=no"])
  }

  // MARK: What was found

  private func report(_ failure: Failure, _ input: [UInt8], number: Int) {
    let words = lastWords
    let small = Minimizer(limit: 400, seconds: 60) { self.fails($0) == failure }.minimize(input)
    let folder = "\(options.keep)/\(target.name)"
    Files.makeFolder(folder)
    let file = "\(folder)/\(failure.word)-\(Self.digest(small))"
    Files.write(small, to: file)
    print(
      """
      \(target.name): \(failure.word) at input \(number) of seed \(options.seed), \
      \(input.count) bytes, \(small.count) when made small: \(file)
        \(words.isEmpty ? "(it said nothing)" : words)
      """)
  }

  private func fails(_ input: [UInt8]) -> Failure? {
    let file = "\(scratch)/input"
    Files.write(input, to: file)
    return Failure(start(["--replay", file]).wait())
  }

  private var lastWords: String {
    let text = String(decoding: Files.read("\(scratch)/errors") ?? [], as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).first.map { String($0.prefix(300)) } ?? ""
  }

  /// FNV-1a, for a name that the same input always has.
  private static func digest(_ bytes: [UInt8]) -> String {
    let hash = bytes.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return String(hash, radix: 16)
  }
}

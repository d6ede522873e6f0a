/// `wfsh-fuzz [TARGET…] [--seconds N] [--runs N] [--seed N] …`
struct Options {
  static let usage = """
    usage: Scripts/fuzz [TARGET…] [--seconds N] [--runs N] [--seed N] [--keep FOLDER]
                        [--release] [--coverage]
      TARGET         what to fuzz (default: every target; --list names them)
      --seconds N    time for each target (default: 60)
      --runs N       at most so many inputs for each target
      --seed N       other inputs (default: 1); the same seed gives the same inputs
      --keep FOLDER  where inputs that fail are written (default: .build/fuzz)
      --replay FILE… runs the files on the one TARGET named; exit 1 if one fails
      --release      an optimised build: more inputs a second
      --coverage     libFuzzer, which looks for new paths; Linux only
    """

  enum Work {
    case hunt, list
    /// Runs inputs by number and notes the current one in a file.
    case numbers(Range<Int>, noteFile: String)
    case replay([String])
    /// Writes the seeds of a target into a folder.
    case seeds(folder: String)
  }

  /// What was wrong with the arguments.
  struct Mistake: Error { var message: String }

  var work = Work.hunt
  var targets = fuzzTargets
  /// The package's folder.
  var root = "."
  var seconds = 60.0
  var runs = Int.max / 2
  var seed: UInt64 = 1
  var keep = ".build/fuzz"

  /// Processor seconds that one input may take. Unoptimised code is a tenth as fast.
  let inputSeconds: Double
  /// Bytes that the process may take.
  let memory = 1 << 30
  /// Bytes of stack, as threads of a thread pool have them on macOS.
  let stack: Int

  init(_ arguments: [String]) throws(Mistake) {
    #if DEBUG
      inputSeconds = 10
      stack = 4 << 20
    #else
      inputSeconds = 1
      stack = 512 << 10
    #endif
    var names: [String] = []
    var rest = arguments[...]
    func value(_ name: String) throws(Mistake) -> String {
      guard let value = rest.popFirst() else { throw Mistake(message: "\(name) needs a value") }
      return value
    }
    func number<Number: LosslessStringConvertible>(_ name: String) throws(Mistake) -> Number {
      let text = try value(name)
      guard let number = Number(text) else {
        throw Mistake(message: "\(name) needs a number, not '\(text)'")
      }
      return number
    }
    while let argument = rest.popFirst() {
      switch argument {
      case "--seconds": seconds = try number(argument)
      case "--runs": runs = max(0, try number(argument))
      case "--seed": seed = try number(argument)
      case "--keep": keep = try value(argument)
      case "--root": root = try value(argument)
      case "--list": work = .list
      case "--seeds": work = .seeds(folder: try value(argument))
      case "--numbers":
        let first: Int = try number(argument)
        let end: Int = try number(argument)
        work = .numbers(first..<max(first, end), noteFile: try value(argument))
      case "--replay":
        work = .replay(Array(rest))
        rest = []
      case _ where argument.hasPrefix("-"):
        throw Mistake(message: "unknown option '\(argument)'")
      default: names.append(argument)
      }
    }
    if !names.isEmpty { targets = try names.map(Self.target) }
    switch work {
    case .numbers, .replay, .seeds:
      guard names.count == 1 else { throw Mistake(message: "name one target") }
    case .hunt, .list: break
    }
  }

  private static func target(_ name: String) throws(Mistake) -> FuzzTarget {
    if let found = (fuzzTargets + failingTargets).first(where: { $0.name == name }) { return found }
    let names = fuzzTargets.map(\.name).joined(separator: ", ")
    throw Mistake(message: "no target '\(name)'; there are \(names)")
  }
}

internal import ToolSupport

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Throws inputs at everything that reads texts from outside, and keeps those that break it.
@main struct FuzzProgram {
  static func main() {
    let options: Options
    do throws(Options.Mistake) {
      options = try Options(Array(CommandLine.arguments.dropFirst()))
    } catch {
      complain("wfsh-fuzz: \(error.message)\n\(Options.usage)")
      exit(2)
    }
    switch options.work {
    case .list:
      for target in fuzzTargets { print("\(target.name): \(target.summary)") }
    case .hunt:
      var found = 0
      for target in options.targets { found += Hunt(target, options).run() }
      exit(found == 0 ? 0 : 1)
    case .numbers(let range, let noteFile):
      Worker(target: options.targets[0], options: options, noteFile: noteFile).runNumbers(range)
    case .replay(let files):
      Worker(target: options.targets[0], options: options, noteFile: nil).replay(files)
    case .seeds(let folder):
      let target = options.targets[0]
      let inputs = Inputs(of: target, root: options.root, seed: options.seed)
      Files.makeFolder(folder)
      for number in 0..<inputs.seedCount {
        Files.write(inputs.input(number), to: "\(folder)/seed-\(number)")
      }
    }
  }
}

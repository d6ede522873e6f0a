internal import ToolSupport

/// The inputs of a target, by number: first its seeds as they are, then mutations of them.
///
/// An input depends on the seeds, the random seed and its number alone, so a number is enough to
/// get it back.
struct Inputs {
  /// Bytes of the longest seed that is taken.
  private static let longestSeed = 1 << 16

  private let seeds: [[UInt8]]
  private let mutator: Mutator
  private let seed: UInt64

  /// - Parameter root: the package's folder.
  init(of target: FuzzTarget, root: String, seed: UInt64) {
    var seen: Set<[UInt8]> = []
    let regressions = SeedSource.files(below: "Tests/Fixtures/Fuzz/\(target.name)", ending: "")
    let found = ([regressions] + target.seeds).flatMap { $0.inputs(in: root) }
    seeds = ([[]] + found).filter { $0.count <= Self.longestSeed && seen.insert($0).inserted }
    mutator = Mutator(words: target.words.map { Array($0.utf8) }, seeds: seeds)
    self.seed = seed
  }

  var seedCount: Int { seeds.count }

  func input(_ number: Int) -> [UInt8] {
    if number < seeds.count { return seeds[number] }
    var random = RandomNumbers(seed: seed &+ UInt64(number) &* 0xD6E8_FEB8_6659_FD93)
    return mutator.input(&random)
  }
}

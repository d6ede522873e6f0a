import Testing

@testable import WorkflowEngine

@Suite struct RandomSourceTests {
  /// The first numbers of the reference implementation for the seed 1234567.
  @Test func givesTheNumbersOfSplitMix64() {
    var random = RandomSource(seed: 1_234_567)
    let numbers = (1...3).map { _ in random.next() }
    #expect(
      numbers == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
  }

  @Test func unitsLieBetweenZeroAndOne() {
    var random = RandomSource(seed: 42)
    let numbers = (1...1000).map { _ in random.unit() }
    #expect(numbers.allSatisfy { (0..<1).contains($0) })
    #expect(Set(numbers).count > 990)
  }

  @Test func aCopyGoesOnFromTheSamePoint() {
    var random = RandomSource(seed: 3)
    _ = random.next()
    var copy = random
    let (left, right) = (copy.next(), random.next())
    #expect(left == right)
  }
}

import Digests
import Testing

@Suite struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlm"
        + "nopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ])
  func vector(_ text: String, _ digest: String) {
    #expect(SHA256.hex(text) == digest)
  }

  @Test func sizeOfPiecesDoesNotMatter() {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    for size in [1, 3, 55, 56, 63, 64, 65, 119, 999] {
      var hash = SHA256()
      for start in stride(from: 0, to: bytes.count, by: size) {
        hash.update(Array(bytes[start..<min(start + size, bytes.count)]))
      }
      #expect(hash.finishHex() == SHA256.hex(bytes), "pieces of \(size)")
    }
  }

  @Test func tenThousandLetters() {
    // From sha256sum.
    #expect(
      SHA256.hex(String(repeating: "a", count: 10_000))
        == "27dd1f61b867b6a0f6e9d8a41c43231de52107e53ae424de8f847b821db4b711")
  }

  @Test(arguments: 50...70)
  func piecesMakeNoDifference(_ count: Int) {
    let bytes = (0..<count).map { UInt8($0) }
    var pieces = SHA256()
    for byte in bytes { pieces.update([byte]) }
    #expect(SHA256.hex(bytes) == pieces.finishHex())
  }

  @Test func itemsDoNotRunTogether() {
    func hash(_ items: [String]) -> String {
      var hash = SHA256()
      for item in items { hash.updateItem(Array(item.utf8)) }
      return hash.finishHex()
    }
    #expect(hash(["ab", "c"]) != hash(["a", "bc"]))
    #expect(hash(["", "a"]) != hash(["a", ""]))
  }
}

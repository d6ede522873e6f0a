import Testing

@testable import WorkflowActions

@Suite struct SHA256Tests {
  /// The examples of FIPS 180-4, and lengths around the block size, by `sha256sum`.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func hashes(_ text: String, _ expected: String) {
    var hash = SHA256()
    hash.update(Array(text.utf8))
    #expect(hash.finish() == expected)
  }

  @Test func aMillionLettersInPieces() {
    var hash = SHA256()
    for _ in 0..<1000 { hash.update([UInt8](repeating: UInt8(ascii: "a"), count: 1000)) }
    #expect(
      hash.finish() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test(arguments: 50...70)
  func piecesMakeNoDifference(_ count: Int) {
    let bytes = (0..<count).map { UInt8($0) }
    var whole = SHA256()
    whole.update(bytes)
    var pieces = SHA256()
    for byte in bytes { pieces.update([byte]) }
    #expect(whole.finish() == pieces.finish())
  }

  @Test func itemsDoNotRunTogether() {
    func hash(_ items: [String]) -> String {
      var hash = SHA256()
      for item in items { hash.updateItem(Array(item.utf8)) }
      return hash.finish()
    }
    #expect(hash(["ab", "c"]) != hash(["a", "bc"]))
    #expect(hash(["", "a"]) != hash(["a", ""]))
  }
}

/// A dotted name of CEL, `a.b.c` in a container.
///
/// It may be one name or a name and its members: tries `a.b.c`, then `a.b` and its member `c`, and
/// so on; each of them in the container, in what contains the container, and alone.
package struct QualifiedName: Sendable {
  package struct Candidate: Sendable {
    package let name: Name
    /// Members left to take.
    package let members: ArraySlice<MemberName>
  }

  package let first: String
  package let members: [MemberName]
  package let container: String
  /// In the order in which they are tried.
  package let candidates: [Candidate]

  init(first: String, members: [MemberName], container: String) {
    self.first = first
    self.members = members
    self.container = container
    var prefixes: [String] = []
    var parts = container.split(separator: ".")
    while !parts.isEmpty {
      prefixes.append(parts.joined(separator: ".") + ".")
      parts.removeLast()
    }
    prefixes.append("")
    var dotted = [first]
    for member in members { dotted.append("\(dotted[dotted.count - 1]).\(member.text)") }
    var candidates: [Candidate] = []
    for (taken, text) in dotted.enumerated().reversed() {
      for prefix in prefixes {
        candidates.append(Candidate(name: Name(prefix + text), members: members[taken...]))
      }
    }
    self.candidates = candidates
  }

  package var text: String { ([first] + members.map(\.text)).joined(separator: ".") }

  /// `a.b.c` as `a.b` and its member `c`; nil for a single name.
  func split() -> (base: QualifiedName, member: MemberName)? {
    guard let last = members.last else { return nil }
    return (
      QualifiedName(first: first, members: Array(members.dropLast()), container: container), last
    )
  }
}

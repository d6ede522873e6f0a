/// The members of a JSON object, in the order they were written.
package struct JSONObject: Sendable {
  package typealias Member = (name: String, value: JSONValue)

  /// Members in order; names are unique, byte by byte: `é` written as one scalar and as two are
  /// two names, though Swift's strings call them equal.
  package private(set) var members: [Member] = []
  /// From name to position; kept only for large objects, small ones are searched.
  private var positions: [[UInt8]: Int] = [:]
  private static let largestSearched = 12

  package init() {}

  /// A name that comes twice keeps its first place and its last value.
  package init(_ members: some Sequence<(String, JSONValue)>) {
    for (name, value) in members { self[name] = value }
  }

  package var isEmpty: Bool { members.isEmpty }
  package var count: Int { members.count }
  package var names: [String] { members.map(\.name) }

  /// Reads, sets, or (with nil) removes a member. A new member goes to the end.
  package subscript(name: String) -> JSONValue? {
    get { position(of: name).map { members[$0].value } }
    set {
      switch (position(of: name), newValue) {
      case (let position?, let value?): members[position].value = value
      case (nil, let value?):
        members.append((name, value))
        if members.count == Self.largestSearched + 1 {
          reindex()
        } else if members.count > Self.largestSearched {
          positions[Array(name.utf8)] = members.count - 1
        }
      case (let position?, nil):
        members.remove(at: position)
        reindex()
      case (nil, nil): break
      }
    }
  }

  private func position(of name: String) -> Int? {
    if members.count > Self.largestSearched { return positions[Array(name.utf8)] }
    return members.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
  }

  private mutating func reindex() {
    positions.removeAll(keepingCapacity: true)
    guard members.count > Self.largestSearched else { return }
    for (index, member) in members.enumerated() { positions[Array(member.name.utf8)] = index }
  }
}

extension JSONObject: Hashable {
  /// Objects are equal when they have the same members, in whatever order.
  package static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.count == right.count && left.members.allSatisfy { right[$0.name] == $0.value }
  }

  package func hash(into hasher: inout Hasher) {
    var sum = 0
    for member in members {
      var each = Hasher()
      each.combine(member.name)
      each.combine(member.value)
      sum &+= each.finalize()
    }
    hasher.combine(sum)
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}

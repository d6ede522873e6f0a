/// Where the names of an expression get their values.
///
/// An object, since every evaluation holds its scope and asks it at every name: what may be a structure
/// would be copied each time.
package protocol ValueScope: AnyObject {
  /// The value of a name; nil when the scope does not know it. A known name may be null.
  func value(of name: Name) -> Value?
  /// A member of a name's value where the scope knows it without making the whole value; nil says
  /// nothing, and the value itself is asked.
  func member(_ member: MemberName, of name: Name) -> Value?
  /// The names there are, for did-you-mean; asked only when one was not found.
  func candidates() -> [String]
  /// What to say of a name that the scope knows of and that has no value now, such as a state that
  /// has not run: why not. Nil for a name it knows nothing of.
  func absence(of name: Name) -> String?
}

extension ValueScope {
  package func absence(of name: Name) -> String? { nil }
  package func member(_ member: MemberName, of name: Name) -> Value? { nil }
}

/// A scope that holds its values itself.
package final class DictionaryScope: ValueScope, Sendable {
  package let values: [Name: Value]

  package init(_ values: [Name: Value] = [:]) { self.values = values }

  package func value(of name: Name) -> Value? { values[name] }

  package func candidates() -> [String] { values.keys.map(\.text).sorted() }
}

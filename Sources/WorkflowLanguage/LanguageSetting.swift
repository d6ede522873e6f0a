/// Which language a text is in: chosen once, when it is parsed.
///
/// The parsers put different nodes into the tree for different settings; nothing asks again while
/// evaluating.
package struct LanguageSetting: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable { case workflow, liquid, cel }

  package var kind: Kind
  /// The container in which CEL looks names up: in `a.b`, the name `x` may be `a.b.x`, `a.x`, `x`.
  package var container: String

  /// Whether pure Liquid refuses what it could also pass over.
  package var isStrict: Bool

  package init(_ kind: Kind, container: String = "", isStrict: Bool = false) {
    self.kind = kind
    self.container = container
    self.isStrict = isStrict
  }

  /// The engine's own: both languages extended, scalars read from text. `{{ list }}` prints its
  /// elements parted by ", ", which pure Liquid puts together without anything between.
  package static let workflow = LanguageSetting(.workflow)
  /// Liquid as it is elsewhere.
  package static let liquid = LanguageSetting(.liquid)
  /// Liquid in its strict mode.
  package static let strictLiquid = LanguageSetting(.liquid, isStrict: true)
  /// CEL as its specification has it.
  package static let cel = LanguageSetting(.cel)
}

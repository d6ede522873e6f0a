package import WorkflowSource

/// A name that was looked up, with the first member taken of it.
package struct NameRead: Hashable, Sendable {
  package var root: Name
  package var member: Name?
  package var wasDefined: Bool
  /// In the file.
  package var range: SourceRange
}

/// A name that a template used and nobody knew.
package struct UndefinedName: Hashable, Sendable {
  /// As it was written: `deploy.url`.
  package var path: String
  /// In the file.
  package var range: SourceRange
  /// `did you mean 'Deploy'?`
  package var hint: String?
}

/// A text that was read as the scalar it spells.
package struct Conversion: Hashable, Sendable {
  /// `"3" read as 3`
  package var note: String
  /// In the file.
  package var range: SourceRange
}

/// What happened during an evaluation, for those who ask.
package final class EvaluationRecord {
  /// Names looked up, in order, each place once.
  package private(set) var reads: [NameRead] = []
  /// Undefined names, in order, each place once.
  package private(set) var undefined: [UndefinedName] = []
  /// Texts read as scalars, in order, each place and text once.
  package private(set) var conversions: [Conversion] = []
  /// The tree of values; only of a record that traces.
  package internal(set) var trace: TraceNode?
  package let isTracing: Bool

  /// Up to so many reads are compared one by one; a set of them would be dearer to keep.
  private static let fewReads = 8
  /// Filled when there are more than a few.
  private var seenReads: Set<NameRead> = []
  private var seenUndefined: Set<UndefinedName> = []
  private var seenConversions: Set<Conversion> = []

  package init(tracing: Bool = false) { isTracing = tracing }

  package func note(_ read: NameRead) {
    if reads.count <= Self.fewReads {
      if !reads.contains(read) { reads.append(read) }
      if reads.count > Self.fewReads { seenReads = Set(reads) }
    } else if seenReads.insert(read).inserted {
      reads.append(read)
    }
  }

  package func note(_ name: UndefinedName) {
    if seenUndefined.insert(name).inserted { undefined.append(name) }
  }

  package func note(_ conversion: Conversion) {
    if conversions.count < 1000, seenConversions.insert(conversion).inserted {
      conversions.append(conversion)
    }
  }
}

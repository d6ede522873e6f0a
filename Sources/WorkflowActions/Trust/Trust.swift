/// Whether the files of a project may be started.
package struct Trust: Sendable {
  package enum Decision: Hashable, Sendable {
    case trusted
    /// Nobody was asked yet.
    case unknown
    /// There was a yes, and something has changed since.
    case changed
    /// It cannot be told; why, in words.
    case unclear(String)
  }

  /// Where every yes is remembered; nil remembers none.
  package var store: TrustStore?
  /// Whether there was a yes to everything, for this run only (`--trust`).
  package var trustsEverything: Bool

  package init(store: TrustStore?, trustsEverything: Bool = false) {
    self.store = store
    self.trustsEverything = trustsEverything
  }

  package func decision(on subject: TrustSubject) -> Decision {
    if trustsEverything { return .trusted }
    guard let store else { return .unknown }
    do throws(FileProblem) {
      guard let known = try store.entries()[subject.path] else { return .unknown }
      return try subject.fingerprint() == known ? .trusted : .changed
    } catch {
      return .unclear("\(error)")
    }
  }

  /// Why `served` may not be started, and what to do; nil when it may.
  package func objection(to served: ServedBy) -> String? {
    served.subjects.lazy.compactMap { objection(to: $0) }.first
  }

  /// Why what a subject covers may not be used, and what to do; nil when it may.
  package func objection(to subject: TrustSubject) -> String? {
    // A text that came through a pipe has no path that could be remembered.
    let command = subject.path.hasPrefix("/") ? "'wfsh trust \(subject.path)' or " : ""
    let wayOut = "look at it, then say yes by \(command)'--trust'"
    return switch decision(on: subject) {
    case .trusted: nil
    case .unknown: "\(subject.described) are not trusted yet; \(wayOut)"
    case .changed: "\(subject.described) changed since they were trusted; \(wayOut)"
    case .unclear(let why): "whether '\(subject.path)' is trusted cannot be told: \(why)"
    }
  }
}

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The commands of this session and of those before.
///
/// A history never stops the work: when its file cannot be read or written it goes on in memory,
/// and `problem` says once what is wrong.
package final class History {
  /// A command that was entered and has not ended.
  package struct Ticket: Hashable, Sendable {
    fileprivate var index: Int
    fileprivate var id: String?
  }

  /// How many commands are kept when nothing else is said.
  package static let defaultLimit = 10_000

  /// Oldest first, at most `limit`.
  package private(set) var entries: [HistoryEntry] = []
  /// How many entries were let go from the front; entry numbers count from there.
  package private(set) var dropped = 0
  /// What is wrong with the file, set once.
  package private(set) var problem: String?

  private let file: HistoryFile?
  private let limit: Int
  private let isSecret: (String) -> Bool
  private let session: String
  private var added = 0

  /// A history in a file, or in memory only.
  ///
  /// - Parameters:
  ///   - path: the file; made with mode 0600, its folder with 0700, when first written.
  ///   - limit: how many commands are kept; the file is cut to it when it holds twice as many.
  ///   - isSecret: whether a command must not be written; it stays in this session's memory.
  package init(
    path: String? = nil, limit: Int = History.defaultLimit,
    isSecret: @escaping (String) -> Bool = { _ in false }
  ) {
    file = path.map { HistoryFile(path: $0) }
    self.limit = max(1, limit)
    self.isSecret = isSecret
    session = "\(getpid()).\(time(nil))"
    load()
  }

  /// Keeps a command that is about to run. Empty ones are not kept, and nil returned.
  @discardableResult
  package func add(_ text: String, workflow: String? = nil, time now: Int64? = nil) -> Ticket? {
    guard text.utf8.contains(where: { $0 > 0x20 }) else { return nil }
    let entry = HistoryEntry(text, time: now ?? Int64(time(nil)), workflow: workflow)
    entries.append(entry)
    let number = dropped + entries.count - 1
    trim()
    guard file != nil, !isSecret(text) else { return Ticket(index: number, id: nil) }
    added += 1
    let id = "\(session).\(added)"
    write(.entered(id: id, entry))
    return Ticket(index: number, id: id)
  }

  /// Says how a command ended, 0 for success.
  package func finish(_ ticket: Ticket, status: Int32) {
    let index = ticket.index - dropped
    if entries.indices.contains(index) { entries[index].status = status }
    if let id = ticket.id { write(.ended(id: id, status: status)) }
  }

  /// The rest of the newest successful command that begins with the text; empty if there is none.
  package func suggestion(for text: String) -> String {
    guard !text.isEmpty else { return "" }
    for entry in entries.reversed()
    where entry.status == 0 && entry.text.utf8.count > text.utf8.count
      && entry.text.utf8.starts(with: text.utf8)
    {
      return String(decoding: entry.text.utf8.dropFirst(text.utf8.count), as: UTF8.self)
    }
    return ""
  }

  private func load() {
    guard let file else { return }
    do throws(HistoryFile.Failure) {
      let records = try file.read()
      var loaded: [(id: String, entry: HistoryEntry)] = []
      var places: [String: Int] = [:]
      for record in records {
        switch record {
        case .entered(let id, let entry):
          places[id] = loaded.count
          loaded.append((id, entry))
        case .ended(let id, let status):
          if let place = places[id] { loaded[place].entry.status = status }
        }
      }
      let kept = loaded.suffix(limit)
      entries = kept.map(\.entry)
      guard loaded.count > 2 * limit else { return }
      try file.rewrite(
        kept.flatMap { id, entry in
          [.entered(id: id, entry)]
            + (entry.status.map { [HistoryRecord.ended(id: id, status: $0)] } ?? [])
        })
    } catch {
      report(error)
    }
  }

  private func write(_ record: HistoryRecord) {
    guard let file, problem == nil else { return }
    do throws(HistoryFile.Failure) { try file.append(record) } catch { report(error) }
  }

  private func report(_ failure: HistoryFile.Failure) {
    guard problem == nil, let file else { return }
    problem = "cannot \(failure.action) the history '\(file.path)': \(systemMessage(failure.code))"
  }

  private func trim() {
    // In steps, so that a long session does not move the array at every command.
    guard entries.count >= limit + limit / 4 + 1 else { return }
    let surplus = entries.count - limit
    entries.removeFirst(surplus)
    dropped += surplus
  }
}

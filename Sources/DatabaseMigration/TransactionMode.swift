/// How migrations are put into transactions.
enum TransactionMode: String, Sendable {
  case file, all, none

  init(_ text: String?) throws {
    switch text?.lowercased() ?? "file" {
    case "file", "true", "yes", "on", "1": self = .file
    case "all": self = .all
    case "none", "false", "no", "off", "0": self = .none
    case let other:
      throw MigrationError.badArgument(
        "'transaction_mode' is '\(other)'", hint: "say file, all or none")
    }
  }
}

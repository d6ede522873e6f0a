/// Migrations that several tests use.
enum Samples {
  /// Customers and orders with cascading references, and a few rows.
  static let first = """
    CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE orders (
      id INTEGER PRIMARY KEY,
      customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE);
    INSERT INTO customers (id, name) VALUES (1, 'Ada'), (2, 'Bo'), (3, 'Cy');
    INSERT INTO orders (customer_id) VALUES (1), (1), (2), (3);
    """

  /// Three files in the paired layout.
  static let three = [
    "1_shop.up.sql": first, "1_shop.down.sql": "DROP TABLE orders; DROP TABLE customers;",
    "2_notes.up.sql": "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT);",
    "2_notes.down.sql": "DROP TABLE notes;",
    "3_index.up.sql": "CREATE INDEX notes_text ON notes (text);",
    "3_index.down.sql": "DROP INDEX notes_text;",
  ]

  /// A third file that fails at its second statement.
  static let failing = three.merging(
    ["3_index.up.sql": "CREATE TABLE half (x);\nINSERT INTO nowhere VALUES (1);\n"]
  ) { _, new in new }
}

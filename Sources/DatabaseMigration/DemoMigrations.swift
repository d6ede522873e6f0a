/// The migrations of the demo, by file name.
enum DemoMigrations {
  static let files: [(name: String, text: String)] = [
    (
      "1_create_shop.up.sql",
      """
      -- Customers, products and orders, with a few rows of each.
      CREATE TABLE customers (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        email TEXT NOT NULL
      );

      CREATE TABLE products (
        id INTEGER PRIMARY KEY,
        title TEXT NOT NULL,
        price_cents INTEGER NOT NULL CHECK (price_cents >= 0),
        stock INTEGER NOT NULL DEFAULT 0
      );

      CREATE TABLE orders (
        id INTEGER PRIMARY KEY,
        customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
        placed_at TEXT NOT NULL
      );

      CREATE TABLE order_lines (
        order_id INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
        product_id INTEGER NOT NULL REFERENCES products (id) ON DELETE CASCADE,
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        PRIMARY KEY (order_id, product_id)
      ) WITHOUT ROWID;

      CREATE VIEW order_totals AS
      SELECT o.id AS order_id, o.customer_id, sum(l.quantity * p.price_cents) AS total_cents
      FROM orders o
      JOIN order_lines l ON l.order_id = o.id
      JOIN products p ON p.id = l.product_id
      GROUP BY o.id;

      INSERT INTO products (id, title, price_cents, stock) VALUES
        (1, 'Kettle', 3490, 40), (2, 'Teapot', 2750, 25), (3, 'Mug', 890, 200),
        (4, 'Green tea', 1250, 80), (5, 'Black tea', 1150, 90), (6, 'Honey', 690, 60),
        (7, 'Strainer', 540, 120), (8, 'Tray', 1980, 30);

      -- The last two customers share an address; see migration 5.
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
      INSERT INTO customers (id, name, email)
      SELECT i, printf('Customer %02d', i), printf('customer%02d@example.org', min(i, 39)) FROM n;

      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120)
      INSERT INTO orders (id, customer_id, placed_at)
      SELECT i, 1 + i * 7 % 40, date('2026-01-01', (i * 2) || ' days') FROM n;

      WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 239)
      INSERT INTO order_lines (order_id, product_id, quantity)
      SELECT 1 + i / 2, 1 + (i / 2 * 3 + i % 2 * 4) % 8, 1 + i % 3 FROM n;

      -- Made last, so that the rows above do not lower the stock.
      CREATE TRIGGER order_lines_take_stock AFTER INSERT ON order_lines
      BEGIN
        UPDATE products SET stock = stock - NEW.quantity WHERE id = NEW.product_id;
      END;
      """
    ),
    (
      "1_create_shop.down.sql",
      """
      DROP TRIGGER order_lines_take_stock;
      DROP VIEW order_totals;
      DROP TABLE order_lines;
      DROP TABLE orders;
      DROP TABLE products;
      DROP TABLE customers;
      """
    ),
    (
      "2_add_reviews.up.sql",
      """
      CREATE TABLE reviews (
        id INTEGER PRIMARY KEY,
        product_id INTEGER NOT NULL REFERENCES products (id) ON DELETE CASCADE,
        customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
        stars INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5),
        words TEXT
      );

      CREATE INDEX reviews_by_product ON reviews (product_id);

      INSERT INTO reviews (product_id, customer_id, stars, words)
      SELECT id, id, 4, 'Good ' || lower(title) FROM products;
      """
    ),
    (
      "2_add_reviews.down.sql",
      """
      DROP TABLE reviews;
      """
    ),
    (
      "3_rebuild_products.up.sql",
      """
      -- SQLite cannot tighten a column, so the table is built anew. Order lines and reviews refer to it
      -- with ON DELETE CASCADE and must survive.
      DROP VIEW order_totals;
      DROP TRIGGER order_lines_take_stock;

      CREATE TABLE products_new (
        id INTEGER PRIMARY KEY,
        title TEXT NOT NULL UNIQUE,
        price_cents INTEGER NOT NULL CHECK (price_cents > 0),
        stock INTEGER NOT NULL DEFAULT 0,
        category TEXT NOT NULL DEFAULT 'other'
      );

      INSERT INTO products_new (id, title, price_cents, stock, category)
      SELECT id, title, price_cents, stock, CASE WHEN title LIKE '%tea' THEN 'tea' ELSE 'other' END
      FROM products;

      DROP TABLE products;
      ALTER TABLE products_new RENAME TO products;

      CREATE TRIGGER order_lines_take_stock AFTER INSERT ON order_lines
      BEGIN
        UPDATE products SET stock = stock - NEW.quantity WHERE id = NEW.product_id;
      END;

      CREATE VIEW order_totals AS
      SELECT o.id AS order_id, o.customer_id, sum(l.quantity * p.price_cents) AS total_cents
      FROM orders o
      JOIN order_lines l ON l.order_id = o.id
      JOIN products p ON p.id = l.product_id
      GROUP BY o.id;
      """
    ),
    (
      "3_rebuild_products.down.sql",
      """
      ALTER TABLE products DROP COLUMN category;
      """
    ),
    (
      "4_add_order_state.up.sql",
      """
      ALTER TABLE orders ADD COLUMN state TEXT NOT NULL DEFAULT 'placed';
      UPDATE orders SET state = 'shipped' WHERE id <= 100;
      CREATE INDEX orders_by_customer ON orders (customer_id, placed_at);
      """
    ),
    (
      "4_add_order_state.down.sql",
      """
      DROP INDEX orders_by_customer;
      ALTER TABLE orders DROP COLUMN state;
      """
    ),
  ]

  /// Fails at its last statement, as two customers share an address.
  static let failing: [(name: String, text: String)] = [
    (
      "5_unique_email.up.sql",
      """
      ALTER TABLE customers ADD COLUMN verified INTEGER NOT NULL DEFAULT 0;
      UPDATE customers SET verified = 1 WHERE id <= 20;
      CREATE UNIQUE INDEX customers_email ON customers (email);
      """
    ),
    (
      "5_unique_email.down.sql",
      """
      DROP INDEX customers_email;
      ALTER TABLE customers DROP COLUMN verified;
      """
    ),
  ]
}

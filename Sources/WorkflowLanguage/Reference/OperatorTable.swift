/// Every operator and every kind of literal, from the loosest to the tightest.
package enum OperatorTable {
  package static let operators: [OperatorRow] = [
    OperatorRow(
      ["|"], "value | filter: argument, …",
      "Puts a value through a filter; nothing binds looser.",
      example: (#""a-b" | replace: "-", "+" | upcase"#, #""A+B""#)),
    OperatorRow(
      ["?", "? :"], "test ? yes : no",
      "One of two values; only that one is evaluated. In templates with blanks around '?'.",
      example: (#"2 > 1 ? "more" : "less""#, #""more""#)),
    OperatorRow(
      ["||", "or"], "a || b   a or b",
      "True where one is. In templates the first that counts as true, else the last.",
      example: ("1 > 2 || 3 > 2", "true")),
    OperatorRow(
      ["&&", "and"], "a && b   a and b",
      "True where all are. In templates 'and' and 'or' bind alike, from right to left.",
      example: ("1 > 2 and 3 > 2", "false")),
    OperatorRow(
      ["!", "not"], "!a   not a",
      "The opposite; 'not a == b' is 'not (a == b)', '!a == b' is '(!a) == b'.",
      example: ("not 1 == 2", "true")),
    OperatorRow(
      ["==", "!=", "===", "!=="], "a == b   a != b",
      "Whether two values are equal; a text equals the number or boolean it spells.",
      example: (#""3" == 3 && "true" == true"#, "true")),
    OperatorRow(
      ["<>"], "a <> b", in: .templates, "Whether two values differ.",
      example: ("{{ 1 <> 2 }}", "true")),
    OperatorRow(
      ["<", "<=", ">", ">="], "a < b   a <= b   a > b   a >= b",
      "Order of numbers, texts, booleans, times; texts that spell numbers are numbers.",
      example: (#""10" > "9" && "a" < "b""#, "true")),
    OperatorRow(
      ["in", "not in"], "x in collection   x not in collection",
      "Whether a list has an element, a map a key, a text a part.",
      example: ("2 in [1, 2, 3]", "true")),
    OperatorRow(
      ["contains", "includes"], "collection contains x   collection not contains x",
      "The same the other way round.", example: (#""hello" contains "ell""#, "true")),
    OperatorRow(
      ["+"], "a + b", "Adds numbers and lengths of time; joins texts and lists.",
      example: (#"timestamp("2026-11-22T23:00:00Z") + duration("1h")"#, "2026-11-23T00:00:00Z")),
    OperatorRow(
      ["-"], "a - b   -a", "Subtracts numbers, times and lengths of time; the negative.",
      example: ("5 - 2 * 3", "-1")),
    OperatorRow(
      ["*"], "a * b", "Multiplies; a text that spells a number is one.",
      example: (#""2" * 3"#, "6")),
    OperatorRow(
      ["/"], "a / b", "Divides; whole numbers give a whole one, towards 0.",
      example: ("7 / 2", "3")),
    OperatorRow(
      ["%"], "a % b", "The remainder of a division, with the sign of the first.",
      example: ("-7 % 3", "-1")),
    OperatorRow(
      ["."], "map.name   list.size", "A member of a map; in templates also size, first, last.",
      example: (#"{"a": {"b": 1}}.a.b"#, "1")),
    OperatorRow(
      ["[]", "[", "]"], "list[position]   map[key]",
      "An element; positions count from 0, in templates negative ones from the end.",
      example: (#"["a", "b"][1]"#, #""b""#)),
    OperatorRow(
      [".?", "[?"], "map.?name   list[?position]", in: .expressions,
      "An optional: no error where nothing is there.",
      example: (#"{"a": 1}.?b.orValue(0)"#, "0")),
    OperatorRow(
      ["()", "(", ")"], "(a)   f(a)   a.f(b)", "What is evaluated first; calls.",
      example: ("(1 + 2) * 3", "9")),
    OperatorRow(
      [".."], "(first..last)", in: .templates, "The whole numbers from one to another.",
      example: (#"{{ (1..4) | join: "," }}"#, "1,2,3,4")),
  ]

  package static let literals: [OperatorRow] = [
    OperatorRow(
      ["numbers"], "12   0x1F   1.5e3   12u", "Whole numbers of 64 bits, with u unsigned; doubles.",
      example: ("0x1F + 1", "32")),
    OperatorRow(
      ["texts"], #""text"   'text'   """text""""#,
      "Text; \\n, \\t, \\u00e9 and the like in expressions, three quotes over several lines.",
      example: (#""a\tb".size()"#, "3")),
    OperatorRow(
      ["raw texts"], #"r"text""#, in: .expressions, "Text in which a backslash is a backslash.",
      example: (#"r"\d".size()"#, "2")),
    OperatorRow(
      ["bytes"], #"b"text""#, in: .expressions, "Bytes.", example: (#"b"ab".size()"#, "2")),
    OperatorRow(
      ["true", "false", "null", "nil"], "true   false   null",
      "Truth and nothing; 'nil' is null in templates.", example: ("null == null", "true")),
    OperatorRow(
      ["empty", "blank"], "x == empty   x == blank", in: .templates,
      "Whether a text, list or map is empty; blank also null, false and white space.",
      example: (#"{% if "" == empty and " " == blank %}yes{% endif %}"#, "yes")),
    OperatorRow(
      ["lists"], "[a, b]", in: .expressions, "A list.", example: ("[1, 2] + [3]", "[1, 2, 3]")),
    OperatorRow(
      ["maps", "{", "}"], "{key: value}", in: .expressions,
      "A map; keys are texts, whole numbers or booleans.",
      example: (#"{"a": 1, 2: "b"}[2]"#, #""b""#)),
    OperatorRow(
      ["${"], "${name}", in: .expressions, "The name itself, as templates of shells write it.",
      example: ("${1 + 2} * 2", "6")),
    OperatorRow(
      ["`"], "`a-b`", in: .expressions, "A name that is spelled unlike names.",
      example: (#"{"a-b": 1}.`a-b`"#, "1")),
  ]
}

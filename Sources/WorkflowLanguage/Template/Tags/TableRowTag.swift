import WorkflowSource

/// `{% tablerow %}`: rows and cells of an HTML table.
struct TableRowTag: TemplateTag {
  static let row = TagRow(
    "tablerow",
    syntax: "{% tablerow NAME in LIST cols: N limit: N offset: N %} … {% endtablerow %}",
    parts: ["endtablerow"], "Prints a list as rows and cells of an HTML table.",
    example: (
      "{% tablerow x in (1..2) %}{{ x }}{% endtablerow %}",
      "<tr class=\"row1\">\n<td class=\"col1\">1</td><td class=\"col2\">2</td></tr>\n"
    )
  ) { token, parser throws(LanguageError) in
    let head = parser.attempt { parser throws(LanguageError) in
      try LoopHead.parse(token, options: ["cols", "limit", "offset", "range"], &parser)
    }
    let names = (head.map { [$0.name] } ?? []) + [loopName]
    let body = try parser.binding(names) { parser throws(LanguageError) in
      try parser.body(of: token)
    }
    return TableRowTag(head: head, body: body)
  }

  private static let loopName: Name = "tablerowloop"

  private let head: LoopHead?
  private let body: TemplateBody
  var isBlank: Bool { body.isBlank }

  func render(in renderer: TemplateRenderer) throws(LanguageError) {
    guard let head else { return }
    let collection = try renderer.value(head.collection)
    if case .null = collection { return }
    var items = LoopItems(collection)
    var offset = 0
    if let node = head.options.offset { offset = try whole(node, in: renderer) }
    var limit: Int?
    if let node = head.options.limit { limit = try whole(node, in: renderer) }
    items.slice(offset: offset, limit: limit)
    var columns = items.count
    if let node = head.options.columns { columns = try whole(node, in: renderer) }
    let state = TableRowState(length: items.count, columns: columns)
    let scope = renderer.scope
    scope.push(Self.loopName, .tableRow(state))
    scope.push(head.name, .value(.null))
    defer { scope.pop(2) }
    try renderer.write("<tr class=\"row1\">\n", at: head.range)
    for index in 0..<items.count {
      try renderer.evaluation.step(at: head.range)
      let item = items[index]
      scope.replaceTop(.value(item))
      try renderer.write("<td class=\"col\(state.column)\">", at: head.range)
      try renderer.round(head.name, item, at: head.range) { () throws(LanguageError) in
        try renderer.render(body)
      }
      try renderer.write("</td>", at: head.range)
      let interrupt = renderer.interrupt
      renderer.interrupt = nil
      if interrupt == .break { break }
      if state.isLastColumn, !state.isLast {
        try renderer.write("</tr>\n<tr class=\"row\(state.row + 1)\">", at: head.range)
      }
      state.advance()
    }
    try renderer.write("</tr>\n", at: head.range)
  }

  /// As tables read their options: the whole part of a number, of a text its digits, null as 0.
  private func whole(
    _ node: ExpressionNode, in renderer: TemplateRenderer
  ) throws(LanguageError) -> Int {
    let value = try renderer.value(node)
    switch value {
    case .null, .int, .uint, .double, .string:
      return Int(clamping: FilterNumber(value).rounded(.towardZero).mantissa)
    default:
      throw renderer.failure(
        LanguageError.wrongKind, "expected a whole number, not \(value.shown(limit: 40))",
        at: node.range)
    }
  }
}

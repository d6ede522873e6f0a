package import WorkflowSource

/// An expression as both parsers build it and the one evaluator runs it.
package struct ExpressionTree: Sendable {
  package let root: ExpressionNode
  package let source: ExpressionSource
  /// How many values comprehensions and `bind` keep at once.
  package let localCount: Int

  package init(root: ExpressionNode, source: ExpressionSource, localCount: Int = 0) {
    self.root = root
    self.source = source
    self.localCount = localCount
  }
}

/// A part of an expression.
///
/// Where the two languages differ there are two kinds, and the parser picks: the names say
/// `strict` for CEL, `loose` and `truthy` for Liquid, `converting` for the workflow setting.
package final class ExpressionNode: Sendable {
  package let kind: Kind
  /// In the text of the tree's source, not in the file.
  package let range: SourceRange
  /// Levels from here to the deepest leaf, counted from 1.
  package let height: Int

  package init(_ kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
    var tallest = 0
    kind.forEachChild { tallest = max(tallest, $0.height) }
    height = tallest + 1
  }

  /// The deepest tree a parser may build; evaluating and freeing it stay within any stack.
  package static let greatestHeight = 256

  package enum Kind: Sendable {
    case literal(Value)
    case list([ListElement])
    case map([MapElement])

    /// A variable of a comprehension or a `bind`, by its number.
    case local(slot: Int, name: Name)
    /// A name of the scope; unknown, it is an error.
    case lookupOrError(Name)
    /// A name of the scope; unknown, it is null and the policy speaks.
    case lookupOrUndefined(Name)
    /// A dotted name of CEL that may be one name or a name and its members.
    case qualified(QualifiedName)

    case memberOrError(ExpressionNode, MemberName)
    case memberOrUndefined(ExpressionNode, MemberName)
    /// `x.?y`: an optional.
    case optionalMember(ExpressionNode, MemberName)
    case indexOrError(ExpressionNode, ExpressionNode)
    /// Liquid's `x[y]`: negative positions count from the end, what is not there is undefined.
    case indexOrUndefined(ExpressionNode, ExpressionNode)
    /// `x[?y]`: an optional.
    case optionalIndex(ExpressionNode, ExpressionNode)
    /// CEL's `has(x.y)`: whether the map `x` has the key.
    case hasMember(ExpressionNode, MemberName)
    /// The workflow setting's `has(x.y.z)`: whether every step of the way is there.
    case isDefined(ExpressionNode)

    case strictNot(ExpressionNode)
    case truthyNot(ExpressionNode)
    /// Whether the value counts as true in templates.
    case truthy(ExpressionNode)
    /// A boolean, or a text that spells one.
    case booleanFromText(ExpressionNode)
    case negated(ExpressionNode)
    /// Of any number of operands; one that fails does not matter when another decides.
    case strictAnd([ExpressionNode])
    case strictOr([ExpressionNode])
    /// Gives the operand that decides, as in templates `name or "nobody"`.
    case truthyAnd([ExpressionNode])
    case truthyOr([ExpressionNode])
    case strictConditional(ExpressionNode, ExpressionNode, ExpressionNode)
    case truthyConditional(ExpressionNode, ExpressionNode, ExpressionNode)

    case arithmetic(ArithmeticOperator, ExpressionNode, ExpressionNode)
    case convertingArithmetic(ArithmeticOperator, ExpressionNode, ExpressionNode)

    case strictEqual(ExpressionNode, ExpressionNode, isNegated: Bool)
    case looseEqual(ExpressionNode, ExpressionNode, isNegated: Bool)
    case convertingEqual(ExpressionNode, ExpressionNode, isNegated: Bool)

    case strictComparison(ComparisonOperator, ExpressionNode, ExpressionNode)
    case looseComparison(ComparisonOperator, ExpressionNode, ExpressionNode)
    case convertingComparison(ComparisonOperator, ExpressionNode, ExpressionNode)

    /// `element in collection`, in this order.
    case strictIn(ExpressionNode, ExpressionNode)
    /// `collection contains element` of Liquid, in this order.
    case looseContains(ExpressionNode, ExpressionNode)
    /// `element in collection` of the workflow setting, in this order; also of a text in a text.
    case convertingIn(ExpressionNode, ExpressionNode)
    /// `collection contains element` of the workflow setting, in this order.
    case convertingContains(ExpressionNode, ExpressionNode)
    /// Liquid's answer where a side is null, else as `convertingComparison`.
    case convertingLooseComparison(ComparisonOperator, ExpressionNode, ExpressionNode)
    /// Liquid's `[x]`: the variable whose name `x` holds.
    case lookupNamed(ExpressionNode)
    /// The words `empty` and `blank` where nothing is compared with them.
    case emptyWord(EmptyTest)
    /// `x == empty`, `x == blank`.
    case emptyTest(ExpressionNode, EmptyTest, isNegated: Bool)

    /// `(first..last)`.
    case range(ExpressionNode, ExpressionNode)
    case call(FunctionCall)
    case filter(FilterApplication)
    case comprehension(Comprehension)
    case bind(slot: Int, name: Name, value: ExpressionNode, body: ExpressionNode)
    /// `x.or(other)`, or `x.orValue(other)`: the other is looked at only when `x` has no value.
    case optionalOr(ExpressionNode, ExpressionNode, unwraps: Bool)
    /// `x.optMap(name, body)`, or `optFlatMap`.
    case optionalMap(
      ExpressionNode, slot: Int, name: Name, body: ExpressionNode, isFlat: Bool)
    /// What is undefined inside is null, and nobody is told.
    case quiet(ExpressionNode)
  }
}

package enum ArithmeticOperator: String, Sendable {
  case add = "+", subtract = "-", multiply = "*", divide = "/", remainder = "%"
}

package enum ComparisonOperator: String, Sendable {
  case less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
}

package enum EmptyTest: String, Sendable { case empty, blank }

/// The name of a member, ready to be looked up in a map.
package struct MemberName: Hashable, Sendable {
  package let name: Name
  package let text: String
  /// In the text of the tree's source.
  package let range: SourceRange
  /// `content` of the workflow setting: a text has it too, and it is the text.
  package let isContent: Bool

  package init(_ text: String, range: SourceRange, isContent: Bool = false) {
    name = Name(text)
    self.text = text
    self.range = range
    self.isContent = isContent
  }
}

package struct ListElement: Sendable {
  package let node: ExpressionNode
  /// `[?x]`: left out when the optional `x` has no value.
  package let isOptional: Bool

  package init(_ node: ExpressionNode, isOptional: Bool = false) {
    self.node = node
    self.isOptional = isOptional
  }
}

package struct MapElement: Sendable {
  package let key: ExpressionNode
  package let value: ExpressionNode
  /// `{?k: v}`: left out when the optional `v` has no value.
  package let isOptional: Bool

  package init(key: ExpressionNode, value: ExpressionNode, isOptional: Bool = false) {
    self.key = key
    self.value = value
    self.isOptional = isOptional
  }
}

/// A call of a function, with the rows that share its name.
package final class FunctionCall: Sendable {
  package let name: String
  package let rows: [FunctionRow]
  /// The receiver first, where there is one.
  package let arguments: [ExpressionNode]
  package let hasReceiver: Bool
  /// In the text of the tree's source.
  package let nameRange: SourceRange

  package init(
    name: String, rows: [FunctionRow], arguments: [ExpressionNode], hasReceiver: Bool,
    nameRange: SourceRange
  ) {
    self.name = name
    self.rows = rows
    self.arguments = arguments
    self.hasReceiver = hasReceiver
    self.nameRange = nameRange
  }
}

/// `input | name: positional, keyword: value`.
package final class FilterApplication: Sendable {
  package let name: String
  /// Nil for a filter nobody knows; applying it is an error.
  package let row: FilterRow?
  package let input: ExpressionNode
  package let arguments: [ExpressionNode]
  package let named: [(name: String, value: ExpressionNode)]
  /// In the text of the tree's source.
  package let nameRange: SourceRange

  package init(
    name: String, row: FilterRow?, input: ExpressionNode, arguments: [ExpressionNode],
    named: [(name: String, value: ExpressionNode)] = [], nameRange: SourceRange
  ) {
    self.name = name
    self.row = row
    self.input = input
    self.arguments = arguments
    self.named = named
    self.nameRange = nameRange
  }
}

/// A macro of CEL that goes through a list or a map.
package final class Comprehension: Sendable {
  package enum Form: String, Sendable {
    case all, exists, existsOne, filter, map, transformList, transformMap, transformMapEntry
  }

  package let form: Form
  package let collection: ExpressionNode
  /// Element; or index and element; or key and value.
  package let names: [Name]
  /// The slots of `names`.
  package let slots: [Int]
  /// The condition of `map` and the transforms; nil where there is none.
  package let condition: ExpressionNode?
  /// What is asked or made of each element.
  package let body: ExpressionNode

  package init(
    form: Form, collection: ExpressionNode, names: [Name], slots: [Int],
    condition: ExpressionNode?, body: ExpressionNode
  ) {
    self.form = form
    self.collection = collection
    self.names = names
    self.slots = slots
    self.condition = condition
    self.body = body
  }
}

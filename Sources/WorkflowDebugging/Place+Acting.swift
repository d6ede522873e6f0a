internal import WorkflowEngine

extension Place {
  /// Whether something of its own goes on there: not a composite or a sub-workflow's caller.
  var isActing: Bool {
    switch phase {
    case .inside, .joining: false
    case .attempting(let attempt): !attempt.work.isOfChild
    default: true
    }
  }
}

extension Work {
  fileprivate var isOfChild: Bool {
    switch self {
    case .child: true
    case .storing(_, let work): work.isOfChild
    case .conditional(let branch): branch.work.isOfChild
    default: false
    }
  }
}

/// Every target, in the order in which they run. Adding one is a file in `Targets` and a line here.
let fuzzTargets: [FuzzTarget] = [
  // Texts
  .json, .yaml, .regex,
  // Language
  .expression, .expressionPrefix, .template,
  // Workflow files
  .outline, .frontMatter, .diagram, .description, .sentence, .label, .workflow,
  // The rest of the outside
  .script, .answer, .handlers,
]

/// Targets that fail on purpose: with them the tests see that a failure is found.
let failingTargets: [FuzzTarget] = [.crashing, .hanging, .growing]

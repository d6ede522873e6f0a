import WorkflowEngine
import WorkflowModel
import WorkflowTestSupport

/// Prepare, then Work, which may fail and is tried again by way of Repair, then Done.
func smallWorkflow() -> Workflow {
  var builder = ModelBuilder()
  builder.edge("[*]", "Prepare")
  builder.edge("Prepare", "Work", .success, "ready", rule: .polarity(words: "ready"))
  builder.edge("Prepare", "Broken", .failure, "not ready", rule: .polarity(words: "not ready"))
  builder.edge("Work", "Done", .success, "Success", rule: .classWord("success"))
  builder.edge("Work", "Repair", .failure, "Failed", rule: .classWord("failure"))
  builder.edge("Repair", "Work", .guard, "tries < 3", rule: .expression, guarded: "tries < 3")
  builder.edge("Repair", "Broken", .default, "default", rule: .classWord("default"))
  builder.edge("Done", "[*]", .always, "all complete")
  builder.edge("Broken", "[*]", .always, "gave up, failed")
  builder.action("Prepare", ModelBuilder.prompt("prepare", ["name": "{{ tries }}"]))
  builder.action("Work", ModelBuilder.prompt("work", ["from": "{{ Prepare.place }}"]))
  builder.action("Repair", ModelBuilder.set("tries", "{{ tries | plus: 1 }}"))
  builder.action("Broken", ModelBuilder.set("reason", "{{ target }}"))
  return builder.build("small")
}

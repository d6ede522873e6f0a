/// Names that every run answers, whatever its workflow declares (WorkflowFormat, «Values»).
package enum BuiltInNames {
  package static let all = [
    "timestamp", "run_id", "execution_id", "workflow_name", "workflow_status", "state", "previous",
    "elapsed_time", "retry_count", "all_errors", "last_error", "error_state", "last_failed_step",
    "error_context", "completed_steps", "completed_count", "result", "success", "failure",
    "is_error", "env", "vars",
  ]
}

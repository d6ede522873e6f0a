/// Labels as people write them, each with the way it leans: `+`, `-`, or `.` for neither.
///
/// A second sign, where there is one, is for the same label on a `conditional`.
let polarityPhrases = """
  + Checks passed
  - Checks failed
  + Backup created
  - Backup failed
  + Backup valid
  - Backup invalid
  + Success
  - Failed
  + Verified
  - Verification failed
  + All checks passed
  + Error caught
  . Retry
  .- No retry
  . Initiate rollback
  + Migrations rolled back
  - Rollback failed
  + Backup restored
  - Restore failed
  + Restore valid
  - Restore invalid
  - Cannot proceed
  - Pre-checks failed
  - Migration aborted
  + Migration successful
  . Recovered to previous state
  . Enter emergency mode
  - Manual intervention required
  . Start Migration
  + Tests pass
  - Tests fail
  + TestsPassed
  - testsFailed
  + tests_passed
  - TESTS_FAILED
  - HTTPError
  - BUILD-ERROR
  + Build succeeded
  - Build broken
  + build ok
  + OK
  + Okay
  + Looks good
  - Bad request
  - Wrong version
  - Critical
  - Fatal problem
  + Green
  + Yes
  - No
  + Yes, deploy
  - No, stop
  - No - stop
  .- No changes
  .- Not yet
  .- No more work
  .- No deployment
  + No errors
  + No error
  + no failures
  + No issues
  + No issues found
  + No problems detected
  + No conflicts
  + No violations found
  + No bugs
  + No warnings
  + No critical issues
  + No retry needed
  + No changes required
  + No approval required
  + without errors
  + Zero failures
  + 0 errors
  + 0 issues found
  + None failed
  + Not rejected
  + never failed
  + Cannot fail
  - Not approved
  - not verified
  - Not valid
  - Not ready
  - not yet approved
  - Not all checks passed
  - Not found
  - No success
  - None
  - Never
  - Without backup
  - 0 results
  . Exit code 0
  - Cannot continue
  - Can't continue
  - Can’t continue
  - Won't fix
  - can not proceed
  - Unable to connect
  - unable to be verified
  - Cannot resolve conflict
  - Unable to fix issues
  - Issues found
  - Found issues
  - Problems detected
  - Bugs found
  - defect found
  - warnings found
  - Findings detected
  . Issues
  . Warning
  . Findings
  . Problem
  - Errors
  - Error
  - Failure
  - Merge conflict
  - Conflicts
  - Policy violation
  - Violations found
  + Issues fixed
  + Fixed all bugs
  + Issues resolved
  + Conflicts resolved
  + All errors handled
  + Error logged
  + Warnings cleared
  + Failure corrected
  + Errors recovered
  + Defects repaired
  + Findings addressed
  + Bugs found and fixed
  - Not all issues resolved
  - Issues not fixed
  + Fixed
  + Resolved
  . Handled
  . Logged
  - Not fixed
  - Needs work
  - Need review
  - Changes requested
  - Review needed
  - Approval required
  - Work remaining
  - Approval pending
  + Approved
  - Rejected
  + Approve
  - Reject
  + Accepted
  - Declined
  - Denied
  - Access denied
  - Permission refused
  - Blocked
  - Timeout
  - Timed out
  - timed  out
  - Request timed out
  . out of time
  - Expired
  - Token expired
  - Limit exceeded
  - Quota exhausted
  - Cancelled
  - canceled by user
  - Aborting
  - Crashed
  - File missing
  - Corrupted data
  - Unhealthy
  + Healthy
  - Unreachable
  - unavailable
  - Unknown format
  - Unsupported version
  - Unverified
  - Unsuccessful
  - Incomplete
  + Complete
  + Completed
  + completed with warnings
  - completed with errors
  - Success but invalid data
  - Valid but rejected
  - invalid, good luck
  + Deployed
  + Published
  + Merged
  + Done
  + all done
  + Finished
  + Clean
  + Ready to ship
  + validated
  . validate
  . Pass/Fail
  . Passed or failed
  . approved/rejected
  . Yes/No
  . success or failure
  . Passed or skipped
  - Failed or timed out
  - Error/timeout
  - Tests or lint failed
  + Good or better: done
  - Two or more checks failed
  + No errors or warnings
  + ✓
  + ✔ tests
  + ✅ shipped
  - ✗
  - ✘ tests
  - ❌ lint
  . Continue
  . Next
  . Deploy to staging
  . Rollback
  . Skip
  . passage
  . failover
  . Goodbye
  . 日本語
  - 日本語 failed
  . -->
  - /reject/
  .
  """

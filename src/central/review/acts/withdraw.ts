/** An execution that has not begun is called off. */
import { callOffExecution } from '../../execution/call-off-execution.ts'
import type { Keeping } from '../../commands/command.ts'

export const withdrawRequest: Keeping<'withdraw-request'> = {
  kept: ({ writing }, { before }) => callOffExecution(writing, before.id),
}

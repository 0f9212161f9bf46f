/** A desk process that registers requests until it is killed, and prints each one that it has shown as registered. */
import { revertContent } from './revert-content.ts'
import { openTestDesk, PASSWORD } from './desk-and-central.ts'

const [dataDir = '', centralUrl = '', first = '1', enrolmentCode] = process.argv.slice(2)
const desk = await openTestDesk(dataDir, centralUrl, { enrolmentCode })
const signedIn = await desk.call('session.signIn', { username: 'ana', password: PASSWORD })
if (!signedIn.ok) throw new Error(signedIn.problem.code)
for (let n = Number(first); ; n++) {
  const draft = await desk.call('draft.current', {})
  if (!draft.ok) throw new Error(draft.problem.code)
  const registered = await desk.call('draft.register', { draftId: draft.value.id, content: revertContent(n) })
  if (!registered.ok) throw new Error(registered.problem.code)
  process.stdout.write(
    `${JSON.stringify({ requestId: registered.value.requestId, number: registered.value.number })}\n`,
  )
}

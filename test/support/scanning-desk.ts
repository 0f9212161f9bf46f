/** A desk process that scans into a draft until it is killed, and prints the page count of the draft at each page. */
import { openTestDesk, PASSWORD } from './desk-and-central.ts'

const [dataDir = '', centralUrl = '', enrolmentCode, scannerUrl = ''] = process.argv.slice(2)
const desk = await openTestDesk(dataDir, centralUrl, { enrolmentCode })
const signedIn = await desk.call('session.signIn', { username: 'ana', password: PASSWORD })
if (!signedIn.ok) throw new Error(signedIn.problem.code)
const draft = await desk.call('draft.current', {})
if (!draft.ok) throw new Error(draft.problem.code)
await desk.call('devices.chooseScanner', { scanner: { kind: 'escl', name: 'Ghișeu', url: scannerUrl } })
await desk.call('devices.setScan', { settings: { source: 'feeder', resolution: 300, colour: 'grey', paper: 'a4' } })
desk.subscribe((event) => {
  if (event.type !== 'changed' || !event.topics.includes('drafts')) return
  void desk
    .call('draft.open', { draftId: draft.value.id })
    .then((now) => now.ok && process.stdout.write(`${String(now.value.pages.length)}\n`))
})
await desk.call('scanner.scan', { draftId: draft.value.id })

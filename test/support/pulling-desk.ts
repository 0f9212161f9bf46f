/**
 * A desk that pulls until it is killed. Receives folder, address and enrolment code; prints a line with its cursor for
 * each page stored in the cache, and one when everything is pulled.
 */
import { openTestDesk } from './desk-and-central.ts'

const [folder = '', url = '', enrolmentCode = ''] = process.argv.slice(2)
const desk = await openTestDesk(folder, url, enrolmentCode === '' ? {} : { enrolmentCode })
desk.subscribe((event) => {
  if (event.type === 'progress') process.stdout.write(`${JSON.stringify({ done: event.done })}\n`)
})
for (;;) {
  const status = await desk.call('sync.status', {})
  if (status.ok && status.value.state === 'online' && status.value.cursor === status.value.head) break
  await new Promise((resolve) => setTimeout(resolve, 50))
}
process.stdout.write(`${JSON.stringify({ whole: true })}\n`)

/** A desk that pulls until it is killed: folder, address and enrolment code in; a line with its cursor whenever a page is in the cache, and one when all is done. */
import { openTestDesk } from './desk-and-central.ts'

const [folder = '', url = '', enrolmentCode = ''] = process.argv.slice(2)
const desk = await openTestDesk(folder, url, enrolmentCode === '' ? {} : { enrolmentCode })
desk.subscribe((event) => {
  if (event.type === 'progress') process.stdout.write(`${JSON.stringify({ done: event.done })}\n`)
})

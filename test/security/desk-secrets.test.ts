/** No personal data are stored unencrypted in a desk's folder or in its log: every byte of both is searched. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import pino from 'pino'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { draftContent } from '../../src/protocol/desk.ts'
import { fictionalCnp } from '../support/central/office.ts'
import { centralWithPeople, openTestDesk, PASSWORD, temporaryFolder } from '../support/desk-and-central.ts'
import { PAST_DAY } from '../support/past-day.ts'

const SURNAME = 'Zmeuraru'
const GIVEN = 'Domnișoara'
const NOTE = 'Ambroziecâmp'

function everyFile(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name)
    return statSync(file).isDirectory() ? everyFile(file) : [file]
  })
}

it('keeps names, CNPs, notes and scans out of every file and every log line', async () => {
  const [central, desk] = [temporaryFolder('central'), temporaryFolder('desk')]
  const store = await centralWithPeople(central.folder)
  try {
    const lines: string[] = []
    const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
    const { code } = await store.issueEnrolmentCode()
    const opened = await openTestDesk(desk.folder, store.url, { enrolmentCode: code, log })
    expect((await opened.call('session.signIn', { username: 'ana', password: PASSWORD })).ok).toBe(true)
    const cnp = fictionalCnp(7)
    const draft = await opened.call('draft.current', {})
    const draftId = draft.ok ? draft.value.id : ''
    const picture = await sharp({ create: { width: 400, height: 600, channels: 3, background: '#fdfdfd' } })
      .jpeg()
      .toBuffer()
    const put = await opened.putBytes(picture)
    expect(
      (await opened.call('draft.addFile', { draftId, sha256: put.ok ? put.value.sha256 : '', name: `${SURNAME}.jpg` }))
        .ok,
    ).toBe(true)
    const content = {
      ...draftContent.parse({}),
      kind: 'revert' as const,
      requestedDay: PAST_DAY,
      holder: { surname: SURNAME, givenNames: GIVEN, cnp, address: 'Aleea Brumei', phone: '0712345678', email: '' },
    }
    expect((await opened.call('draft.save', { draftId, textVersion: 0, content })).ok).toBe(true)
    const registered = await opened.call('draft.register', { draftId, content })
    const requestId = registered.ok ? registered.value.requestId : ''
    expect((await opened.call('request.note', { requestId, text: NOTE })).ok).toBe(true)
    expect((await opened.call('paper.print', { requestId, paper: 'proof-of-registration' })).ok).toBe(true)
    // Refusals and bugs are the likeliest way for typed values to reach a log.
    await opened.call('draft.register', { draftId, content })
    await opened.call('queue.search', { text: SURNAME, limit: -1 })
    await opened.call('request.note', { requestId: SURNAME, text: cnp })
    await opened.call('sync.now', {})
    const secrets = [SURNAME, GIVEN, NOTE, cnp, cnp.slice(1, 12), 'Brumei', '0712345678', 'zmeuraru', PASSWORD]
    const needles = secrets.flatMap((secret) => [
      Buffer.from(secret),
      Buffer.from(secret, 'utf16le'),
      Buffer.from(Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -1)),
    ])
    const search = (): string[] => {
      const found: string[] = []
      for (const file of everyFile(desk.folder)) {
        const bytes = readFileSync(file)
        for (const needle of needles)
          if (bytes.includes(needle)) found.push(`${path.relative(desk.folder, file)}: ${needle.toString()}`)
        if (bytes.includes(picture.subarray(0, 64)) || bytes.includes('%PDF-'))
          found.push(`${path.relative(desk.folder, file)}: a scan`)
      }
      return found
    }
    expect(everyFile(desk.folder).some((file) => file.endsWith('cache.db-wal'))).toBe(true)
    expect(search()).toEqual([])
    await opened.close()
    expect(search()).toEqual([])
    const logged = lines.join('')
    expect(logged).toContain('cache and journal are open')
    expect(logged).toContain('refused')
    for (const secret of secrets) expect(logged).not.toContain(secret)
  } finally {
    await store.close()
    central.remove()
    desk.remove()
  }
})

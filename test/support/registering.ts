/** Registers at the counter through the procedures that the screen calls. */
import sharp from 'sharp'
import type { Desk } from '../../src/desk/desk.ts'
import { ask, granted } from '../../src/office/main-job/asking.ts'
import { draftContent, type ProcedureInput, type ProcedureOutput } from '../../src/protocol/desk.ts'
import { PAST_DAY } from './past-day.ts'

type Content = ProcedureInput<'draft.register'>['content']

/** The content of a complete anonymisation request by the holder in person. */
export const contentFor = (holder: Partial<Content['holder']>): Content => ({
  ...draftContent.parse({}),
  document: {
    type: 'identity-card',
    mrz: '',
    series: 'MZ',
    number: '123456',
    issuer: 'SPCLEP Iași',
    validUntil: '15.06.2031',
    unlimited: false,
  },
  holder: { surname: 'Țiru', givenNames: 'Ștefana', cnp: '', address: 'Str. Lungă 1', phone: '', email: '', ...holder },
  kind: 'anonymise',
  answers: { onlyRestrict: 'erase', copyFirst: 'no-copy' },
  requestedDay: PAST_DAY,
  attestations: ['photo', 'look', 'data', 'signed'],
})

/** An empty, slightly tinted page, so that no two scans need be the same file. */
export const tintedPage = (tint = 250): Promise<Uint8Array> =>
  sharp({ create: { width: 600, height: 800, channels: 3, background: { r: tint % 256, g: 240, b: 250 } } })
    .jpeg()
    .toBuffer()

/** Registers the content with one scanned page. */
export async function register(
  desk: Desk,
  content: Content,
  page?: Uint8Array,
): Promise<ProcedureOutput<'draft.register'>> {
  const draft = await ask(desk, 'draft.current', {})
  const { sha256 } = granted('putBytes', await desk.putBytes(page ?? (await tintedPage())))
  await ask(desk, 'draft.addFile', { draftId: draft.id, sha256, name: 'cerere.jpg' })
  return ask(desk, 'draft.register', { draftId: draft.id, content })
}

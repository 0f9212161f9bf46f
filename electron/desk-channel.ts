/** What Electron's main process and the desk's utility process say to each other, apart from the page's port. */
import { z } from 'zod'

/** Where the desk lives and whom it talks to. */
export const deskConfiguration = z.object({
  dataDir: z.string().min(1),
  centralUrl: z.url(),
  enrolmentCode: z.string().nullable(),
  deskName: z.string(),
  /** As `--printer` of src/desk/main-options.ts. */
  printer: z.string(),
})
export type DeskConfiguration = z.infer<typeof deskConfiguration>

/** Secrets travel as base64, so that messages are plain JSON. */
export const fromDeskProcess = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('failed'), reason: z.string() }),
  z.object({ type: z.literal('wrap'), callId: z.int(), secret: z.base64() }),
  z.object({ type: z.literal('unwrap'), callId: z.int(), wrapped: z.base64() }),
  z.object({ type: z.literal('list-printers'), callId: z.int() }),
  z.object({
    type: z.literal('print'),
    callId: z.int(),
    pdf: z.base64(),
    device: z.string(),
    copies: z.int().min(1).max(9),
    duplex: z.boolean(),
  }),
])
export type FromDeskProcess = z.infer<typeof fromDeskProcess>

export const toDeskProcess = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), configuration: deskConfiguration, keyStore: z.string() }),
  /** Comes with one MessagePort: a page's, or main's own. */
  z.object({ type: z.literal('serve') }),
  z.object({ type: z.literal('wrapped'), callId: z.int(), bytes: z.base64().nullable() }),
  z.object({
    type: z.literal('printers'),
    callId: z.int(),
    printers: z.array(z.object({ name: z.string(), device: z.string() })),
  }),
  /** `failure` in Chromium's words; null: the system has taken the job. */
  z.object({ type: z.literal('print-ended'), callId: z.int(), failure: z.string().nullable() }),
  z.object({ type: z.literal('stop') }),
])
export type ToDeskProcess = z.infer<typeof toDeskProcess>

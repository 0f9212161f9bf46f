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
])
export type FromDeskProcess = z.infer<typeof fromDeskProcess>

export const toDeskProcess = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), configuration: deskConfiguration, keyStore: z.string() }),
  /** Comes with one MessagePort: a page's, or main's own. */
  z.object({ type: z.literal('serve') }),
  z.object({ type: z.literal('wrapped'), callId: z.int(), bytes: z.base64().nullable() }),
  z.object({ type: z.literal('stop') }),
])
export type ToDeskProcess = z.infer<typeof toDeskProcess>

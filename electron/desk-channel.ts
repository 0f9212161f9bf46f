/**
 * The messages between Electron's main process and the desk's utility process. Calls of the page use a port instead.
 */
import { z } from 'zod'
import { CENTRAL_ADDRESS_NEEDED, isCentralAddress } from '../src/desk/central-client/central-address.ts'

/** The folder of the desk, its central store and its printer. */
export const deskConfiguration = z.object({
  dataDir: z.string().min(1),
  centralUrl: z.string().refine(isCentralAddress, CENTRAL_ADDRESS_NEEDED),
  enrolmentCode: z.string().nullable(),
  deskName: z.string(),
  /** The same values as `--printer` of src/desk/main-options.ts. */
  printer: z.string(),
})
export type DeskConfiguration = z.infer<typeof deskConfiguration>

/** Secrets are base64, so that every message is plain JSON. */
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
  /** Transfers one MessagePort: that of a page, or that of the main process. */
  z.object({ type: z.literal('serve') }),
  /** `failure`: whether the key store did not answer, or answered that it did not wrap these bytes. */
  z.object({
    type: z.literal('wrapped'),
    callId: z.int(),
    bytes: z.base64().nullable(),
    failure: z.enum(['unavailable', 'foreign']).nullable(),
  }),
  z.object({
    type: z.literal('printers'),
    callId: z.int(),
    printers: z.array(z.object({ name: z.string(), device: z.string() })),
  }),
  /** `failure` is Chromium's message; null when the operating system accepted the job. */
  z.object({ type: z.literal('print-ended'), callId: z.int(), failure: z.string().nullable() }),
  z.object({ type: z.literal('stop') }),
])
export type ToDeskProcess = z.infer<typeof toDeskProcess>

/** Lists the printers of the system by asking CUPS (CUPS-Get-Printers). */
import { z } from 'zod'
import { decodeResponse, encodeRequest } from './ipp-message.ts'
import { postIpp } from './ipp-http.ts'
import { reasonsOf } from './ipp-state.ts'
import type { PrinterReason } from './printer.ts'

export const CUPS_URI = 'ipp://localhost:631/'
const ANSWER_MS = 3_000
const MOST_PRINTERS = 100

export interface FoundPrinter {
  readonly name: string
  readonly uri: string
  /** A description by its maker or by the administrator. */
  readonly detail: string
  readonly reasons: readonly PrinterReason[]
}

const printer = z.object({
  'printer-name': z.tuple([z.string().min(1)]),
  'printer-uri-supported': z.tuple([z.string()]).rest(z.unknown()),
  'printer-info': z.array(z.string()).default([]),
  'printer-make-and-model': z.array(z.string()).default([]),
  'printer-state-reasons': z.array(z.string()).default([]),
})

/** Empty when no CUPS answers or it has no printers. */
export async function findPrinters(uri: string = CUPS_URI): Promise<FoundPrinter[]> {
  try {
    const attributes = [
      'printer-name',
      'printer-uri-supported',
      'printer-info',
      'printer-make-and-model',
      'printer-state-reasons',
    ]
    const reply = await postIpp(
      uri,
      encodeRequest('cups-get-printers', 1, [['requested-attributes', 'keyword', attributes]]),
      ANSWER_MS,
    )
    if (!reply.ok) return []
    const answer = decodeResponse(reply.bytes)
    const { host, port } = new URL(uri.replace(/^ipp/, 'http'))
    return answer.printers.slice(0, MOST_PRINTERS).flatMap((attributesOfOne) => {
      const read = printer.safeParse(attributesOfOne)
      if (!read.success) return []
      const name = read.data['printer-name'][0]
      // The host name in the URI may not be reachable from here, so the queue gets the address that answered.
      const queue =
        /\/printers\/[^/?#]+$/.exec(read.data['printer-uri-supported'][0])?.[0] ??
        `/printers/${encodeURIComponent(name)}`
      return [
        {
          name: name.slice(0, 120),
          uri: `${uri.split(':')[0] ?? 'ipp'}://${port === '' ? `${host}:631` : host}${queue}`,
          detail: (read.data['printer-info'][0] ?? read.data['printer-make-and-model'][0] ?? '').slice(0, 120),
          reasons: reasonsOf(read.data['printer-state-reasons']),
        },
      ]
    })
  } catch {
    return []
  }
}

/**
 * The operations on one IPP printer (RFC 8011 section 4), with parsed answers. A refusal names its reason.
 */
import type { Pin } from '../pinned-tls.ts'
import type { PrinterReason } from './printer.ts'
import { postIpp } from './ipp-http.ts'
import {
  decodeResponse,
  encodeRequest,
  IPP_VERSION,
  type Attribute,
  type IppResponse,
  type Operation,
} from './ipp-message.ts'
import { jobStatus, printerStatus, type IppPrinterStatus, type JobStatus } from './ipp-state.ts'

const SUCCESS_BELOW = 0x0100
const STATUS = {
  forbidden: 0x0401,
  notAuthenticated: 0x0402,
  notAuthorised: 0x0403,
  notFound: 0x0406,
  gone: 0x0407,
  formatNotSupported: 0x040a,
  unavailable: 0x0502,
  version: 0x0503,
  temporary: 0x0505,
  notAccepting: 0x0506,
  busy: 0x0507,
} as const
const REASON_OF_STATUS: Readonly<Record<number, PrinterReason>> = {
  [STATUS.forbidden]: 'not-allowed',
  [STATUS.notAuthenticated]: 'not-allowed',
  [STATUS.notAuthorised]: 'not-allowed',
  [STATUS.notFound]: 'no-such-printer',
  [STATUS.gone]: 'no-such-printer',
  [STATUS.formatNotSupported]: 'format-not-supported',
  [STATUS.unavailable]: 'not-accepting-jobs',
  [STATUS.temporary]: 'busy',
  [STATUS.notAccepting]: 'not-accepting-jobs',
  [STATUS.busy]: 'busy',
}

/**
 * Why an operation failed:
 * - `unreachable`: the printer received nothing;
 * - `lost`: it may have received and done everything;
 * - otherwise it did nothing, for the given reason.
 */
export type Refusal = {
  readonly ok: false
  readonly why: 'unreachable' | 'lost' | PrinterReason
  readonly retryAfterMs: number | null
}
export type IppResult<T> = { readonly ok: true; readonly value: T } | Refusal

export interface IppCalls {
  readonly status: () => Promise<IppResult<IppPrinterStatus>>
  /** `vanished`: the printer no longer knows the job. */
  readonly job: (jobId: number) => Promise<IppResult<JobStatus | 'vanished'>>
  /** True when the printer accepted the cancellation. */
  readonly cancel: (jobId: number) => Promise<boolean>
  readonly print: (
    operation: readonly Attribute[],
    job: readonly Attribute[],
    pdf: Uint8Array,
    timeoutMs: number,
  ) => Promise<IppResult<IppResponse>>
}

const USER: Attribute = ['requesting-user-name', 'name', 'ghiseu-des']
const PRINTER_WANTED = [
  'printer-state',
  'printer-state-reasons',
  'printer-is-accepting-jobs',
  'document-format-supported',
  'sides-supported',
  'media-supported',
] as const

export function ippCalls(uri: string, answerMs: number, pin: Pin | null): IppCalls {
  let version: number = IPP_VERSION.two

  async function call(
    operation: Operation,
    attributes: readonly Attribute[],
    job: readonly Attribute[] = [],
    data?: Uint8Array,
    timeoutMs = answerMs,
  ): Promise<IppResult<IppResponse>> {
    const refused = (why: Refusal['why'], retryAfterMs: number | null = null): Refusal => ({
      ok: false,
      why,
      retryAfterMs,
    })
    const reply = await postIpp(
      uri,
      encodeRequest(operation, 1, [['printer-uri', 'uri', uri], ...attributes], job, data, version),
      timeoutMs,
      pin,
    )
    if (!reply.ok) return refused(reply.why === 'not-ipp' ? 'not-understood' : reply.why, reply.retryAfterMs)
    let response: IppResponse
    try {
      response = decodeResponse(reply.bytes)
    } catch {
      return refused('not-understood')
    }
    if (response.status === STATUS.version && version === IPP_VERSION.two) {
      version = IPP_VERSION.oneOne
      return call(operation, attributes, job, data, timeoutMs)
    }
    return response.status < SUCCESS_BELOW
      ? { ok: true, value: response }
      : refused(REASON_OF_STATUS[response.status] ?? 'refused')
  }
  const parsed = <T>(answer: IppResult<IppResponse>, read: (response: IppResponse) => T | null): IppResult<T> => {
    if (!answer.ok) return answer
    const value = read(answer.value)
    return value === null ? { ok: false, why: 'not-understood', retryAfterMs: null } : { ok: true, value }
  }

  return {
    status: async () =>
      parsed(
        await call('get-printer-attributes', [USER, ['requested-attributes', 'keyword', PRINTER_WANTED]]),
        printerStatus,
      ),
    job: async (jobId) => {
      const answer = await call('get-job-attributes', [
        ['job-id', 'integer', jobId],
        USER,
        ['requested-attributes', 'keyword', ['job-state', 'job-state-reasons']],
      ])
      return !answer.ok && answer.why === 'no-such-printer'
        ? { ok: true, value: 'vanished' }
        : parsed(answer, jobStatus)
    },
    cancel: async (jobId) => (await call('cancel-job', [['job-id', 'integer', jobId], USER])).ok,
    print: (operation, job, pdf, timeoutMs) => call('print-job', [USER, ...operation], job, pdf, timeoutMs),
  }
}

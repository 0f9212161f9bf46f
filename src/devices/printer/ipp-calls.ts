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
  attributesNotSupported: 0x040b,
  conflictingAttributes: 0x040e,
  formatError: 0x0411,
  operationNotSupported: 0x0501,
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
  [STATUS.formatError]: 'format-not-supported',
  [STATUS.unavailable]: 'not-accepting-jobs',
  [STATUS.temporary]: 'busy',
  [STATUS.notAccepting]: 'not-accepting-jobs',
  [STATUS.busy]: 'busy',
}

/**
 * Why an operation failed:
 * - `unreachable`: the printer received nothing;
 * - `lost`: it may have received and done everything;
 * - `options`: it does not accept the attributes in `unsupported`, or some that it does not name;
 * - `not-supported`: it does not have this operation;
 * - otherwise it did nothing, for the given reason.
 */
export type Refusal = {
  readonly ok: false
  readonly why: 'unreachable' | 'lost' | 'options' | 'not-supported' | PrinterReason
  readonly retryAfterMs: number | null
  readonly unsupported?: readonly string[]
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
    document: Uint8Array,
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
  'pwg-raster-document-resolution-supported',
  'pwg-raster-document-type-supported',
  'pwg-raster-document-sheet-back',
  'urf-supported',
] as const
const JOB_WANTED = ['job-state', 'job-state-reasons'] as const
/** Answers after which a question is asked in another way: the printer is there and does not take this one. */
const ASK_OTHERWISE: readonly Refusal['why'][] = ['not-understood', 'refused', 'options', 'not-supported']

/** Why an operation was refused with this status. */
function refusalOf({ status, unsupported }: IppResponse): Refusal {
  const refused = { ok: false, retryAfterMs: null } as const
  if (status === STATUS.operationNotSupported) return { ...refused, why: 'not-supported' }
  if (status === STATUS.attributesNotSupported || status === STATUS.conflictingAttributes)
    return { ...refused, why: 'options', unsupported }
  return { ...refused, why: REASON_OF_STATUS[status] ?? 'refused' }
}

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
    return response.status < SUCCESS_BELOW ? { ok: true, value: response } : refusalOf(response)
  }
  const parsed = <T>(answer: IppResult<IppResponse>, read: (response: IppResponse) => T | null): IppResult<T> => {
    if (!answer.ok) return answer
    const value = read(answer.value)
    return value === null ? { ok: false, why: 'not-understood', retryAfterMs: null } : { ok: true, value }
  }

  const statusWith = async (names: readonly string[]): Promise<IppResult<IppPrinterStatus>> =>
    parsed(await call('get-printer-attributes', [USER, ['requested-attributes', 'keyword', names]]), printerStatus)
  /**
   * Asks in each way that printers are known to require: IPP 2.0, IPP 1.1, and for all attributes. The version that is
   * understood is used from then on.
   */
  const askForStatus = async (): Promise<IppResult<IppPrinterStatus>> => {
    const before = version
    const first = await statusWith(PRINTER_WANTED)
    if (first.ok || !ASK_OTHERWISE.includes(first.why)) return first
    version = IPP_VERSION.oneOne
    for (const names of [PRINTER_WANTED, ['all']]) {
      const other = await statusWith(names)
      if (other.ok) return other
    }
    version = before
    return first
  }

  return {
    status: async () => {
      const read = await askForStatus()
      // The first connection to a sleeping printer is cut. A question changes nothing, so it is asked once more.
      return !read.ok && (read.why === 'unreachable' || read.why === 'lost') ? await askForStatus() : read
    },
    job: async (jobId) => {
      const answer = await call('get-job-attributes', [
        ['job-id', 'integer', jobId],
        USER,
        ['requested-attributes', 'keyword', JOB_WANTED],
      ])
      return !answer.ok && answer.why === 'no-such-printer'
        ? { ok: true, value: 'vanished' }
        : parsed(answer, jobStatus)
    },
    cancel: async (jobId) => (await call('cancel-job', [['job-id', 'integer', jobId], USER])).ok,
    print: (operation, job, document, timeoutMs) => call('print-job', [USER, ...operation], job, document, timeoutMs),
  }
}

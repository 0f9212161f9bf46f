/** An eSCL scanner on loopback: a real HTTP server with a flatbed and a feeder, and with faults that the test sets. */
import { createServer as createPlain, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createSecure } from 'node:https'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'

export interface EsclMisfortune {
  /** The feeder jams, or its cover is opened, after this many pages of a job. */
  readonly jamAfter?: number
  readonly coverOpenAfter?: number
  /** The connection breaks in the middle of the page after this many pages. */
  readonly dieAfter?: number
  /** The page after this many pages never ends. */
  readonly endlessAfter?: number
  /** After this many pages nothing more is sent, and the connection stays open. */
  readonly hangAfter?: number
  /** Number of 503 answers before each page. */
  readonly warmUps?: number
  readonly busy?: boolean
  /** The answer to a query of the capabilities. */
  readonly capabilities?: { readonly contentType: string; readonly body: string | Buffer }
  readonly pageType?: string
  /** The Location header of a new job, in place of the correct one. */
  readonly location?: string
  readonly abortAfter?: number
  /** Number of 404 answers before each further page, while the feeder is reported empty, as on Brother devices. */
  readonly forgets?: number
  /** Number of 503 answers with Retry-After before a job is accepted. */
  readonly busyJobs?: number
  /** Accepts a job only for the host name "localhost", as on some HP devices. */
  readonly wantsLocalhost?: boolean
  /** Closes the connection after the headers of the answer to a new job, as on Kyocera devices. */
  readonly hangsUpAfterHead?: boolean
  /** The URI of a job in the status document. */
  readonly jobUri?: (path: string) => string
  /** Reports completed jobs. */
  readonly saysCompleted?: boolean
  /** Sends pages in chunks, without a length. */
  readonly chunked?: boolean
  /** How often the feeder is reported empty before a job. */
  readonly sleepy?: number
  /** Answers every call with this status and these headers. */
  readonly refuses?: { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Delay of the answer to a new job. */
  readonly slowJobMs?: number
}
export interface EsclServer {
  readonly url: string
  /** Sheets in the feeder. */
  sheets: number
  misfortune: EsclMisfortune
  /** The calls in order: `GET /eSCL/ScannerStatus`. */
  readonly asked: string[]
  /** The settings of the jobs, as received. */
  readonly settings: string[]
  /** The content of every page: JPEG. */
  page: Buffer
  close(): Promise<void>
}

const INPUT = (
  maximumHeight: number,
) => `<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>2550</scan:MaxWidth><scan:MinHeight>16</scan:MinHeight><scan:MaxHeight>${maximumHeight}</scan:MaxHeight>
<scan:SettingProfiles><scan:SettingProfile><scan:ColorModes><scan:ColorMode>BlackAndWhite1</scan:ColorMode><scan:ColorMode>Grayscale8</scan:ColorMode><scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes>
<scan:DocumentFormats><pwg:DocumentFormat>application/pdf</pwg:DocumentFormat><pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat><scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt></scan:DocumentFormats>
<scan:SupportedResolutions><scan:DiscreteResolutions>${[75, 150, 200, 300, 600].map((dpi) => `<scan:DiscreteResolution><scan:XResolution>${dpi}</scan:XResolution><scan:YResolution>${dpi}</scan:YResolution></scan:DiscreteResolution>`).join('')}</scan:DiscreteResolutions></scan:SupportedResolutions></scan:SettingProfile></scan:SettingProfiles>`
export const CAPABILITIES = `<?xml version="1.0" encoding="UTF-8"?>
<scan:ScannerCapabilities xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">
<pwg:Version>2.63</pwg:Version><pwg:MakeAndModel>Ghișeu Scan 3000</pwg:MakeAndModel><pwg:SerialNumber>GS3</pwg:SerialNumber>
<scan:Platen><scan:PlatenInputCaps>${INPUT(3508)}</scan:PlatenInputCaps></scan:Platen>
<scan:Adf><scan:AdfSimplexInputCaps>${INPUT(4200)}</scan:AdfSimplexInputCaps><scan:FeederCapacity>50</scan:FeederCapacity></scan:Adf>
</scan:ScannerCapabilities>`

const newState = () => ({
  adf: 'ScannerAdfLoaded',
  job: null as null | {
    path: string
    given: number
    warm: number
    forgot: number
    fromFeeder: boolean
    state: string
  },
  jobs: 0,
  refusedJobs: 0,
  sleepy: 0,
})
type State = ReturnType<typeof newState>

const answerXml = (response: ServerResponse, body: string): void =>
  void response.writeHead(200, { 'content-type': 'text/xml' }).end(body)
const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}
const giveUp = (state: State, response: ServerResponse, adf: string, code = 409): void => {
  state.adf = adf
  response.writeHead(code).end()
}

function nextDocument(state: State, server: EsclServer, response: ServerResponse): void {
  const { job } = state
  const { misfortune } = server
  if (job === null) return void response.writeHead(404).end()
  if (job.warm < (misfortune.warmUps ?? 0)) {
    job.warm++
    return void response.writeHead(503, { 'retry-after': '0' }).end()
  }
  if (misfortune.jamAfter === job.given) return giveUp(state, response, 'ScannerAdfJam')
  if (misfortune.coverOpenAfter === job.given) return giveUp(state, response, 'ScannerAdfHatchOpen', 404)
  if (misfortune.abortAfter === job.given) {
    job.state = 'Aborted'
    return void response.writeHead(410).end()
  }
  if (misfortune.hangAfter === job.given) return undefined
  if (job.fromFeeder ? server.sheets === 0 : job.given > 0) {
    if (misfortune.saysCompleted === true) job.state = 'Completed'
    return void response.writeHead(404).end()
  }
  if (job.given > 0 && job.forgot < (misfortune.forgets ?? 0)) {
    job.forgot++
    return void response.writeHead(404).end()
  }
  job.forgot = 0
  const headers = misfortune.pageType === '' ? {} : { 'content-type': misfortune.pageType ?? 'image/jpeg' }
  if (misfortune.dieAfter === job.given) {
    response
      .writeHead(200, {
        ...headers,
        ...(misfortune.chunked === true ? {} : { 'content-length': server.page.length }),
      })
      .write(server.page.subarray(0, server.page.length >> 1), () => response.destroy())
    return
  }
  if (misfortune.endlessAfter === job.given) {
    response.writeHead(200, headers)
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(1 << 20)));
      if (!response.destroyed) response.once('drain', more)
    }
    return more()
  }
  job.given++
  job.warm = 0
  if (job.fromFeeder) server.sheets--
  if (server.sheets === 0) state.adf = 'ScannerAdfEmpty'
  if (misfortune.chunked === true) {
    response.writeHead(200, headers).write(server.page.subarray(0, 100))
    return void response.end(server.page.subarray(100))
  }
  response.writeHead(200, { ...headers, 'content-length': server.page.length }).end(server.page)
}

function adfNow(state: State, { misfortune }: EsclServer): string {
  if (state.job === null && state.sleepy < (misfortune.sleepy ?? 0)) {
    state.sleepy++
    return 'ScannerAdfEmpty'
  }
  return (state.job?.forgot ?? 0) > 0 ? 'ScannerAdfEmpty' : state.adf
}

function statusOf(state: State, server: EsclServer): string {
  const job =
    state.job === null
      ? ''
      : `<scan:Jobs><scan:JobInfo><pwg:JobUri>${(server.misfortune.jobUri ?? String)(state.job.path)}</pwg:JobUri><pwg:JobState>${state.job.state}</pwg:JobState></scan:JobInfo></scan:Jobs>`
  return `<scan:ScannerStatus xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"><pwg:State>${state.job === null ? 'Idle' : 'Processing'}</pwg:State><scan:AdfState>${adfNow(state, server)}</scan:AdfState>${job}</scan:ScannerStatus>`
}

function takeJob(
  { state, server, settings }: { state: State; server: EsclServer; settings: string },
  request: IncomingMessage,
  response: ServerResponse,
): void {
  server.settings.push(settings)
  if (server.misfortune.busy === true) {
    response.writeHead(503).end()
    return
  }
  if (state.refusedJobs < (server.misfortune.busyJobs ?? 0)) {
    state.refusedJobs++
    return void response.writeHead(503, { 'retry-after': '0' }).end()
  }
  if (server.misfortune.wantsLocalhost === true && request.headers.host !== 'localhost')
    return void response.writeHead(403).end()
  state.job = {
    path: `/eSCL/ScanJobs/${++state.jobs}`,
    given: 0,
    warm: 0,
    forgot: 0,
    fromFeeder: settings.includes('Feeder'),
    state: 'Processing',
  }
  const headers = { location: server.misfortune.location ?? `http://0.0.0.0:9/${state.job.path.slice(1)}` }
  if (server.misfortune.hangsUpAfterHead === true)
    response.writeHead(201, { ...headers, 'content-length': 20 }).write('half', () => response.destroy())
  else setTimeout(() => response.writeHead(201, headers).end(), server.misfortune.slowJobMs ?? 0)
}

export async function startEsclServer(tls?: { readonly key: string; readonly cert: string }): Promise<EsclServer> {
  const state = newState()
  const listener: RequestListener = (request, response): void => {
    const path = request.url ?? ''
    server.asked.push(`${request.method ?? ''} ${path}`)
    const { refuses } = server.misfortune
    if (refuses !== undefined) return void response.writeHead(refuses.status, refuses.headers ?? {}).end()
    if (path === '/eSCL/ScannerCapabilities') {
      const given = server.misfortune.capabilities
      if (given === undefined) return answerXml(response, CAPABILITIES)
      response.writeHead(200, { 'content-type': given.contentType }).end(given.body)
      return
    }
    if (path === '/eSCL/ScannerStatus') {
      return answerXml(response, statusOf(state, server))
    }
    if (request.method === 'POST' && path === '/eSCL/ScanJobs') {
      void bodyOf(request).then((settings) => takeJob({ state, server, settings }, request, response))
      return
    }
    if (request.method === 'DELETE') {
      state.job = null
      return void response.writeHead(200).end()
    }
    if (state.job !== null && path === `${state.job.path}/NextDocument`) return nextDocument(state, server, response)
    response.writeHead(404).end()
  }
  const http = tls === undefined ? createPlain(listener) : createSecure(tls, listener)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const server: EsclServer = {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${(http.address() as AddressInfo).port}/eSCL`,
    get sheets() {
      return sheets
    },
    set sheets(count) {
      sheets = count
      state.adf = count > 0 ? 'ScannerAdfLoaded' : 'ScannerAdfEmpty'
    },
    misfortune: {},
    asked: [],
    settings: [],
    page: await sharp({ create: { width: 620, height: 877, channels: 3, background: '#f4f1e8' } })
      .jpeg()
      .toBuffer(),
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve())
        http.closeAllConnections()
      }),
  }
  let sheets = 3
  return server
}

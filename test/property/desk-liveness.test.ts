/**
 * A desk under random breaks, crashes, lost files and restored copies: it never has something queued without either
 * sending it or showing why not. FC_RUNS sets the number of schedules, FC_SEED repeats one.
 */
import fc from 'fast-check'
import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, it } from 'vitest'
import type { Central } from '../../src/central/central.ts'
import type { OpenedDesk } from '../../src/desk/desk.ts'
import { snapshot } from '../support/corruption/damage.ts'
import { fictionalCnp } from '../support/central/office.ts'
import { centralWithPeople, openTestDesk, PASSWORD, temporaryFolder } from '../support/desk-and-central.ts'
import { type FaultyProxy, faultyProxy } from '../support/faulty-proxy.ts'
import { contentFor, register, tintedPage } from '../support/registering.ts'
import { until } from '../support/until.ts'

const PATHS = ['/v1/push', '/v1/pull', '/v1/attachments', '/v1/hello', '/v1/standing', '/v1/number-blocks'] as const
const event = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('register' as const), n: fc.integer({ min: 1, max: 6 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('break' as const),
      mode: fc.constantFrom('refuse' as const, 'cut' as const),
      path: fc.constantFrom(...PATHS),
      times: fc.integer({ min: 1, max: 6 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('outage' as const, 'back' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('reopen' as const, 'lose-cache' as const, 'lose-file' as const, 'lose-journal' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('restore-desk' as const, 'restore-centre' as const) }) },
)
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never

const { folder: root, remove } = temporaryFolder('liveness')
afterAll(remove)
const inRoot = (name: string): string => path.join(root, name)

beforeAll(async () => {
  const central = await centralWithPeople(inRoot('central-open'))
  const { code } = await central.issueEnrolmentCode()
  const desk = await openTestDesk(inRoot('desk-open'), central.url, { enrolmentCode: code })
  await desk.call('session.signIn', { username: 'ana', password: PASSWORD })
  await until(
    () => desk.call('sync.status', {}),
    (status) => status.ok && status.value.state === 'online' && status.value.numbersLeft > 0,
  )
  await desk.close()
  await central.close()
  snapshot(inRoot('desk-open'), inRoot('desk'))
  snapshot(inRoot('central-open'), inRoot('central'))
}, 120_000)

/** One office of the template, and what a schedule does to it. */
class Office {
  readonly #place: string
  #central: Central | null = null
  #desk: OpenedDesk | null = null
  #proxy: FaultyProxy | null = null

  constructor(n: number) {
    this.#place = inRoot(`run-${String(n)}`)
    snapshot(inRoot('desk'), this.#deskFolder)
    snapshot(inRoot('central'), this.#centralFolder)
  }
  get #deskFolder(): string {
    return path.join(this.#place, 'desk')
  }
  get #centralFolder(): string {
    return path.join(this.#place, 'central')
  }
  async open(): Promise<void> {
    this.#central = await centralWithPeople(this.#centralFolder)
    this.#proxy = await faultyProxy(() => this.#central?.url ?? '')
    await this.#openDesk()
  }
  async close(): Promise<void> {
    await this.#desk?.close()
    await this.#proxy?.close()
    await this.#central?.close()
    rmSync(this.#place, { recursive: true, force: true, maxRetries: 5 })
  }
  async #openDesk(): Promise<void> {
    // The shortest back-off, so that a schedule does not wait.
    const random = (length: number) =>
      crypto.getRandomValues(new Uint8Array(length)).map((byte) => (length === 6 ? 0 : byte))
    this.#desk = await openTestDesk(this.#deskFolder, this.#proxy?.url ?? '', { random })
    await this.#desk.call('session.signIn', { username: 'ana', password: PASSWORD })
  }
  async #reopen(between: () => void): Promise<void> {
    await this.#desk?.close()
    between()
    await this.#openDesk()
  }
  #remove(parent: string, wanted: (name: string) => boolean): void {
    const folder = path.join(this.#deskFolder, parent)
    for (const name of readdirSync(folder)) if (wanted(name)) rmSync(path.join(folder, name), { recursive: true })
  }
  async take(step: Event): Promise<void> {
    const proxy = this.#proxy as FaultyProxy
    switch (step.do) {
      case 'register':
        // Refused while the desk says that it registers nothing.
        await register(
          this.#desk as OpenedDesk,
          contentFor({ surname: 'Țîru', givenNames: 'Ștefana', cnp: fictionalCnp(step.n) }),
          await tintedPage(step.n * 40),
        ).catch(() => undefined)
        return
      case 'break':
        Object.assign(proxy, { mode: step.mode, only: new RegExp(`^${step.path}`), skip: 0, times: step.times })
        return
      case 'outage':
        Object.assign(proxy, { mode: 'refuse', only: /./, skip: 0, times: Infinity })
        return
      case 'back':
        proxy.mode = 'pass'
        return
      case 'reopen':
        return this.#reopen(() => undefined)
      case 'lose-cache':
        return this.#reopen(() => this.#remove('.', (name) => name.startsWith('cache.db')))
      case 'lose-file':
        return this.#reopen(() => this.#remove('blobs', () => true))
      case 'lose-journal':
        return this.#reopen(() => this.#remove('.', (name) => name === 'journal'))
      case 'restore-desk':
        return this.#reopen(() => {
          rmSync(this.#deskFolder, { recursive: true })
          snapshot(inRoot('desk'), this.#deskFolder)
        })
      case 'restore-centre':
        await this.#central?.close()
        rmSync(this.#centralFolder, { recursive: true })
        this.#central = await centralWithPeople(snapshot(inRoot('central'), this.#centralFolder))
    }
  }
  /** With the network back: everything is sent, or the screen shows why not. */
  async settles(): Promise<void> {
    const desk = this.#desk as OpenedDesk
    const proxy = this.#proxy as FaultyProxy
    proxy.mode = 'pass'
    await desk.call('session.signIn', { username: 'ana', password: PASSWORD })
    await until(
      async () => {
        await desk.call('sync.now', {})
        const status = await desk.call('sync.status', {})
        const start = await desk.call('start.state', {})
        return { status, start }
      },
      ({ status, start }) => {
        if (start.ok && start.value.cause !== null) return true
        if (!status.ok) return false
        const { queued, state, stoppedBy, stalledSince } = status.value
        return (queued === 0 && state === 'online') || stoppedBy !== null || stalledSince !== null
      },
    )
  }
}

describe('a desk that breaks at random', () => {
  let runs = 0
  it('sends what is queued, or shows why it does not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 2, maxLength: 8 }), async (steps) => {
        const office = new Office(++runs)
        try {
          await office.open()
          for (const step of steps) await office.take(step)
          await office.settles()
        } finally {
          await office.close()
        }
      }),
      {
        numRuns: Number(process.env['FC_RUNS'] ?? 3),
        endOnFailure: true,
        // The centre restored from before the session that answers for a file.
        examples: [[[{ do: 'register', n: 1 }, { do: 'restore-centre' }, { do: 'register', n: 1 }]]],
        ...(process.env['FC_SEED'] === undefined ? {} : { seed: Number(process.env['FC_SEED']) }),
      },
    )
  }, 3_600_000)
})

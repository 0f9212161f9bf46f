/**
 * The central store, put together: files under one folder, the HTTP server, the worker. The only place that knows all
 * of them.
 */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import pino, { type Logger } from 'pino'
import { HOUSE_NAME } from '../domain/house/house.ts'
import { houseOf } from '../paper/house.ts'
import { CENTRAL } from '../protocol/central.ts'
import { MINIMUM_PROTOCOL } from '../protocol/central/limits.ts'
import type { Signer } from '../signature/signing/index.ts'
import { type AttachmentFiles, openAttachmentFiles } from './sync/attachments/attachment-files.ts'
import type { ExecutionStep } from './execution/execution-services.ts'
import { startWorker, type Worker } from './execution/worker.ts'
import { readHouseFile } from './house/house-file.ts'
import { houseData, publishHouse } from './house/publish-house.ts'
import { buildServer } from './http/server.ts'
import { handlersOf } from './http/handlers.ts'
import type { RouteServices } from './http/services.ts'
import { openHouseSeal } from './keys/house-seal.ts'
import { type KeyRing, openKeyRing } from './keys/key-ring.ts'
import { paperMaker, type SealedPapers } from './papers/paper-maker.ts'
import { type Clock, instantOf, type Random, systemRandom } from './random.ts'
import { SQLITE } from './store/engine/sqlite/engine.ts'
import { openIdentity, type StoreIdentity } from './store/repositories/store-identity.ts'
import type { Store } from './store/store.ts'
import { hashPassword } from './people/users.ts'
import { issueEnrolmentCode } from './workstations/workstations.ts'

export interface CentralOptions {
  /** Everything of the store lies here: `store.sqlite`, `keys/`, `attachments/`, and `house.json`. */
  readonly dataDir: string
  readonly host: string
  /** 0: any free one. */
  readonly port: number
  readonly clock?: Clock
  readonly random?: Random
  readonly log?: Logger
  /** Marks a new store as one for demonstration, with a seal of its own making. */
  readonly demonstration?: boolean
  /**
   * Where the public reaches this server, for the address on papers unless `house.json` has one; its own address unless
   * given.
   */
  readonly publicUrl?: string
  /** The house's seal, where it does not lie in `keys/seal.p12` (a module, a card). */
  readonly seal?: Signer
  /** Desks below this version of the protocol are asked to update; this version's own unless given. */
  readonly minimumProtocol?: number
  /** Told of each step of an execution: for tests that stop there. */
  readonly reached?: (step: ExecutionStep) => void
}

/** The store and its secrets without a server: for the command line and for seeding. */
export interface OpenedStore {
  readonly store: Store
  readonly keys: KeyRing
  readonly identity: StoreIdentity
  /** No person and no workstation is there yet. */
  readonly first: boolean
  readonly attachments: AttachmentFiles
  readonly random: Random
  readonly clock: Clock
  close(): Promise<void>
}

export interface Central extends Omit<OpenedStore, 'identity' | 'close'> {
  readonly url: string
  readonly storeId: string
  readonly epoch: string
  issueEnrolmentCode(): Promise<{ code: string; expiresAt: string }>
  /** Certificate (DER) of the demonstration seal's authority; null under a real seal. */
  readonly sealAuthority: Uint8Array | null
  /** Resolves when everything approved is executed and every letter sealed, as far as it can be now. */
  settled(): Promise<void>
  close(): Promise<void>
}

export async function openCentralStore({
  dataDir,
  clock = Date.now,
  random = systemRandom,
  demonstration = false,
  durable = true,
}: Pick<CentralOptions, 'dataDir' | 'clock' | 'random' | 'demonstration'> & {
  readonly durable?: boolean
}): Promise<OpenedStore> {
  await mkdir(path.join(dataDir, 'keys'), { recursive: true, mode: 0o700 })
  const keys = openKeyRing(path.join(dataDir, 'keys', 'key-ring.json'), random)
  const store = await SQLITE.open(path.join(dataDir, 'store.sqlite'), { clock, random, durable })
  const { first, ...identity } = await openIdentity(store, random, demonstration)
  const attachments = await openAttachmentFiles({ folder: path.join(dataDir, 'attachments'), store })
  return { store, keys, identity, first, attachments, random, clock, close: () => store.close() }
}

/** The house's seal: the one that is given, else the one in the folder of keys; null where there is none. */
const sealOf = (
  { seal, dataDir }: CentralOptions,
  { identity, random, clock }: OpenedStore,
  houseName: RouteServices['houseName'],
) =>
  seal
    ? Promise.resolve({ signer: seal, authority: null })
    : openHouseSeal(path.join(dataDir, 'keys'), {
        demonstration: identity.demonstration,
        houseName,
        random,
        now: new Date(clock()),
      })

/** A code by which one more workstation can enrol, issued by the store itself. */
const enrolmentCodeOf = ({ store, identity, random }: OpenedStore) =>
  store.write((writing) => {
    writing.audited({
      actor: identity.storeId,
      device: null,
      action: 'enrolment-code.issued',
      subjectRef: null,
      body: {},
    })
    return issueEnrolmentCode(writing, random, identity.storeId)
  })

export async function startCentral(options: CentralOptions): Promise<Central> {
  const { host, port, log = pino({ level: 'silent' }) } = options
  // Before anything is opened: what is wrong in it is said at once.
  const houseFile = readHouseFile(options.dataDir)
  const opened = await openCentralStore(options)
  const { store, keys, identity, random, clock, attachments } = opened
  const services: RouteServices = {
    store,
    keys,
    random,
    identity,
    attachments,
    now: () => instantOf(clock()),
    minimumProtocol: options.minimumProtocol ?? MINIMUM_PROTOCOL,
    decoyHash: await hashPassword(Buffer.from(random.bytes(32)).toString('hex')),
    alarm: (what, { error, ...details }) => {
      log.error({ ...details, err: error }, what)
    },
    wake: () => worker?.wake(),
    houseName: houseFile?.name ?? HOUSE_NAME,
    papers: () => papers,
  }
  const houseSeal = await sealOf(options, opened, services.houseName)
  let worker: Worker | null = null
  let papers: SealedPapers | null = null
  const server = await buildServer({ store, clock, random, log }, CENTRAL, handlersOf(services))
  const url = await server.listen({ host, port })
  const house = houseData(houseFile, {
    demonstration: identity.demonstration,
    verifyUrl: `${options.publicUrl ?? url}/verify/`,
  })
  await publishHouse(store, identity.storeId, house)
  if (house.contact === null)
    log.error('the house has not been told: its papers bear a name and no address until house.json is there')
  if (houseSeal) {
    papers = paperMaker(houseOf(house), houseSeal.signer)
    const actor = { kind: 'system' as const, id: identity.storeId, name: 'Depozitul central' }
    worker = startWorker(
      {
        store,
        keys,
        random,
        now: services.now,
        make: papers.paper,
        actor,
        reached: options.reached ?? (() => undefined),
      },
      log,
    )
    worker.wake()
  } else {
    log.error('no seal: nothing is executed and no letter is sealed until keys/seal.p12 is there')
  }
  return {
    ...opened,
    url,
    storeId: identity.storeId,
    epoch: identity.epoch,
    issueEnrolmentCode: () => enrolmentCodeOf(opened),
    sealAuthority: houseSeal?.authority ?? null,
    settled: async () => {
      worker?.wake()
      await worker?.idle()
    },
    async close() {
      await server.close()
      await worker?.close()
      await opened.close()
    },
  }
}

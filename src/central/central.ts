/** The central store, put together: the opened store, the house and its seal, the sealed work, the HTTP server. */
import pino, { type Logger } from 'pino'
import type { Words } from '../domain/papers/words.ts'
import { MINIMUM_PROTOCOL } from '../protocol/central/limits.ts'
import type { Signer } from '../signature/signing/index.ts'
import { keepHeads, readOwnHeads } from './audit/keep-heads.ts'
import type { ExecutionStep } from './execution/execution-services.ts'
import { type SealedWork, startSealedWork } from './execution/sealed-work.ts'
import { type HouseFile, nameOfHouse, readHouseFile } from './house/house-file.ts'
import { watchIntegrity } from './integrity/watch-integrity.ts'
import { houseData, publishHouse } from './house/publish-house.ts'
import { callsOnce } from './http/callers/calls-once.ts'
import { handlersOf } from './http/handlers.ts'
import { startListeners } from './http/listeners.ts'
import type { RouteServices } from './http/services.ts'
import { type HouseSeal, openHouseSeal } from './keys/house-seal.ts'
import { openCentralStore, type OpenedStore, type StoreOptions } from './open-central-store.ts'
import { rememberedSeal, rememberSeal } from './papers/remember-seal.ts'
import { hashPassword } from './people/users.ts'
import { instantOf } from './random.ts'
import { issueCodeFromTheStore } from './workstations/code-from-the-store.ts'

export interface CentralOptions extends StoreOptions {
  readonly host: string
  /** 0: any free one. */
  readonly port: number
  readonly log?: Logger
  /** Proxies whose `X-Forwarded-For` is believed: addresses or networks (CIDR). */
  readonly trustedProxies?: readonly string[]
  /**
   * A listener of its own for the calls that anyone may make (`/verify`): a flood there does not reach the
   * workstations.
   */
  readonly publicListener?: { readonly host: string; readonly port: number }
  /**
   * Where the public reaches this server, for the address on papers unless `house.json` has one; its own address unless
   * given.
   */
  readonly publicUrl?: string
  /** The house's seal, if it is not in `keys/seal.p12` (a module, a card). */
  readonly seal?: Signer
  /** Desks below this version of the protocol are asked to update; this version's own unless given. */
  readonly minimumProtocol?: number
  /** Called after each step of an execution, for tests that stop there. */
  readonly reached?: (step: ExecutionStep) => void
}

export interface Central extends Omit<OpenedStore, 'identity' | 'close'> {
  readonly url: string
  /** Address of the listener for the public; the same as `url` where it has none of its own. */
  readonly publicUrl: string
  readonly storeId: string
  readonly epoch: string
  issueEnrolmentCode(): Promise<{ code: string; expiresAt: string }>
  /** Certificate (DER) of the demonstration seal's authority; null under a real seal. */
  readonly sealAuthority: Uint8Array | null
  /** Resolves when everything approved is executed and every letter sealed, as far as it can be now. */
  settled(): Promise<void>
  close(): Promise<void>
}

const SILENT = pino({ level: 'silent' })

type ServicesOfTheStore = Omit<RouteServices, 'alarm' | 'wake' | 'houseName' | 'papers'>

const servicesOfTheStore = async (
  { store, keys, random, identity, attachments, clock, files }: OpenedStore,
  { minimumProtocol = MINIMUM_PROTOCOL }: CentralOptions,
): Promise<ServicesOfTheStore> => ({
  store,
  keys,
  random,
  identity,
  attachments,
  now: () => instantOf(clock()),
  readOwnHeads: () => readOwnHeads(files, keys),
  minimumProtocol,
  decoyHash: await hashPassword(Buffer.from(random.bytes(32)).toString('hex')),
})

async function openSeal(
  { identity, random, clock, store, files }: OpenedStore,
  { seal: given }: CentralOptions,
  { houseName, log }: { houseName: Words; log: Logger },
): Promise<HouseSeal | null> {
  const { demonstration, storeId } = identity
  const seen = await rememberedSeal(store)
  const seal = given
    ? { signer: given, authority: null }
    : await openHouseSeal(files.keys, { demonstration, houseName, random, now: new Date(clock()), seen })
  if (seal && (await rememberSeal(store, { seen, actor: storeId }, seal.signer)))
    log.error('the seal differs from the one at the last start; papers get the new one from now on')
  return seal
}

const HOUR = 3_600_000

/** Repeats work at intervals; call the returned function to stop. */
function repeat(milliseconds: number, work: () => void): () => void {
  const timer = setInterval(work, milliseconds)
  timer.unref()
  return () => clearInterval(timer)
}

/** Signed heads from the start until the store is closed; `close` writes the last one. */
async function startHeads({ store, identity, keys, files, clock }: OpenedStore, log: Logger) {
  const heads = keepHeads({ store, identity, keys, files, now: () => instantOf(clock()) })
  await heads.write('start')
  const write = (why: 'hour' | 'close'): Promise<void> =>
    heads.write(why).catch((error: unknown) => log.error({ err: error }, 'no signed head of the audit was written'))
  const stop = repeat(HOUR, () => void write('hour'))
  return {
    async close() {
      stop()
      // A store that can no longer be read is closed nevertheless.
      await write('close')
    },
  }
}

export async function startCentral(options: CentralOptions): Promise<Central> {
  // Before anything is opened, so that a mistake in the file is reported at once.
  const houseFile = readHouseFile(options.dataDir)
  const opened = await openCentralStore({ ...options, alone: true })
  try {
    return await startServing(opened, houseFile, options)
  } catch (error) {
    await opened.close()
    throw error
  }
}

async function startServing(
  opened: OpenedStore,
  houseFile: HouseFile | null,
  options: CentralOptions,
): Promise<Central> {
  const { log = SILENT, reached = () => undefined } = options
  if (opened.wasOpenToOthers.length > 0)
    log.error({ files: opened.wasOpenToOthers }, 'other accounts of this machine could read these files until now')
  const { store, identity, clock, random } = opened
  const services = await servicesOfTheStore(opened, options)
  const houseName = nameOfHouse(houseFile, identity.demonstration)
  const seal = await openSeal(opened, options, { houseName, log })
  const heads = await startHeads(opened, log)
  const stopTidying = repeat(HOUR, () => {
    opened.attachments
      .tidy(services.now())
      .catch((error: unknown) => log.error({ err: error }, 'unfinished uploads were not removed'))
  })
  const watch = watchIntegrity({ ...opened, readOwnHeads: services.readOwnHeads }, log, repeat)
  // It needs the house, and the house needs the server's address, so it is created after the server and the handlers
  // use it from then on.
  let sealedWork: SealedWork | null = null
  const handlers = handlersOf({
    ...services,
    alarm: (what, { error, ...details }) => {
      log.error({ ...details, err: error }, what)
    },
    wake: () => sealedWork?.worker.wake(),
    houseName,
    papers: () => sealedWork?.papers ?? null,
  })
  const once = callsOnce(() => random.id(clock()))
  const listeners = await startListeners({ store, clock, random, log, once }, options, handlers)
  const { url, publicUrl } = listeners
  const house = houseData(houseFile, {
    demonstration: identity.demonstration,
    verifyUrl: `${options.publicUrl ?? publicUrl}/verify/`,
  })
  await publishHouse(store, identity.storeId, house)
  if (seal) sealedWork = startSealedWork({ ...services, storeId: identity.storeId, reached }, house, seal.signer, log)
  else log.error('no seal: nothing is executed and no letter is sealed until keys/seal.p12 is there')
  return {
    ...opened,
    url,
    publicUrl,
    storeId: identity.storeId,
    epoch: identity.epoch,
    issueEnrolmentCode: () => issueCodeFromTheStore(opened, {}),
    sealAuthority: seal?.authority ?? null,
    settled: async () => {
      sealedWork?.worker.wake()
      await sealedWork?.worker.idle()
    },
    async close() {
      await listeners.close()
      await sealedWork?.worker.close()
      stopTidying()
      await watch.close()
      await heads.close()
      await opened.close()
    },
  }
}

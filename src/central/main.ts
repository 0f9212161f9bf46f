/** Command line of the central store: `npm run central -- --help`. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import pino from 'pino'

if (Number(process.versions.node.split('.')[0]) < 22) {
  console.error(
    `Node ${process.versions.node} is too old: run this through npm (npm run central), which brings its own Node 24.`,
  )
  process.exit(1)
}

// Files that this process creates are for its own account only.
process.umask(0o077)

const { HELP } = await import('./command-help.ts')
const { isNetwork, portOf } = await import('./http/addresses.ts')
const { createLog } = await import('./log.ts')
const { startCentral } = await import('./central.ts')
const { openCentralStore } = await import('./open-central-store.ts')
const { stateOfFolder } = await import('./folder/store-folder.ts')
const { issueCodeFromTheStore } = await import('./workstations/code-from-the-store.ts')
const { listDevices } = await import('./workstations/workstations.ts')

class Usage extends Error {}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        data: { type: 'string', default: 'central-data' },
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: '8440' },
        'public-url': { type: 'string' },
        'public-port': { type: 'string' },
        'public-host': { type: 'string', default: '127.0.0.1' },
        'trusted-proxy': { type: 'string', multiple: true, default: [] },
        demonstration: { type: 'boolean', default: false },
        name: { type: 'string' },
        role: { type: 'string' },
        explanation: { type: 'string' },
        heads: { type: 'string' },
      },
    })
  } catch (error) {
    throw new Usage(error instanceof Error ? error.message : 'The arguments cannot be read.')
  }
}
type Arguments = ReturnType<typeof readArguments>

const printCode = ({ code, expiresAt }: { code: string; expiresAt: string }): void => {
  console.log(`Enrolment code: ${code}  (one workstation, until ${expiresAt})`)
}

function requirePort(option: string, text: string): number {
  const port = portOf(text)
  if (port === null) throw new Usage(`${option} needs a number from 0 to 65535, not "${text}".`)
  return port
}

async function serve({ values }: Arguments): Promise<number> {
  const port = requirePort('--port', values.port)
  const publicPort = values['public-port']
  const trustedProxies = values['trusted-proxy']
  for (const proxy of trustedProxies)
    if (!isNetwork(proxy)) throw new Usage(`--trusted-proxy needs an address or a network, not "${proxy}".`)
  const log = createLog(pino.destination(1))
  const publicUrl = values['public-url']?.replace(/\/+$/, '')
  const central = await startCentral({
    dataDir: path.resolve(values.data),
    host: values.host,
    port,
    log,
    create: false,
    trustedProxies,
    ...(publicPort === undefined
      ? {}
      : { publicListener: { host: values['public-host'], port: requirePort('--public-port', publicPort) } }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
  })
  console.log(`Central store ${central.storeId} at ${central.url}`)
  if (central.publicUrl !== central.url) console.log(`For the public at ${central.publicUrl}`)
  if ((await central.store.read(listDevices)).length === 0) printCode(await central.issueEnrolmentCode())
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  await central.close()
  return 0
}

async function init({ values }: Arguments): Promise<number> {
  const dataDir = path.resolve(values.data)
  if (stateOfFolder(dataDir) === 'there') {
    console.error(`There is a store in ${dataDir} already.`)
    return 1
  }
  const opened = await openCentralStore({ dataDir, demonstration: values.demonstration, alone: true })
  await opened.close()
  console.log(`Made the store ${opened.identity.storeId} in ${dataDir}. Start it: npm run central -- serve`)
  return 0
}

/** Opens a store that exists: a mistyped folder must not create a new store. */
const openExisting = (data: string) => openCentralStore({ dataDir: path.resolve(data), create: false })

async function accept({ values }: Arguments): Promise<number> {
  const explanation = values.explanation?.trim() ?? ''
  if (explanation === '') throw new Usage('accept-store needs --explanation TEXT.')
  const opened = await openCentralStore({
    dataDir: path.resolve(values.data),
    create: false,
    alone: true,
    explainedLoss: explanation,
  })
  await opened.close()
  console.log(opened.acceptedLoss ?? 'Nothing is missing: the store was left as it is.')
  return opened.acceptedLoss === null ? 1 : 0
}

async function enrolmentCode({ values }: Arguments): Promise<number> {
  const opened = await openExisting(values.data)
  printCode(await issueCodeFromTheStore(opened, { by: 'command line' }))
  await opened.close()
  return 0
}

async function firstLine(): Promise<string> {
  const { createInterface } = await import('node:readline')
  for await (const line of createInterface({ input: process.stdin })) return line
  return ''
}

async function createPerson({ values, positionals: [, username] }: Arguments): Promise<number> {
  const { ROLES } = await import('../domain/rights.ts')
  const { checkNewPassword, PASSWORD_MINIMUM } = await import('./people/new-password.ts')
  const { createUser, hashPassword } = await import('./people/users.ts')
  const role = ROLES.find((known) => known === values.role)
  if (
    username === undefined ||
    !/^[a-z0-9][a-z0-9._-]{0,59}$/i.test(username) ||
    values.name === undefined ||
    role === undefined
  )
    throw new Usage('create-user needs USERNAME, --name NAME and --role ROLE.')
  const { name } = values
  const password = await firstLine()
  if (!checkNewPassword(password, { username, name }).ok)
    throw new Usage(
      `create-user needs a password on standard input: at least ${String(PASSWORD_MINIMUM)} characters, hard to guess.`,
    )
  const passwordHash = await hashPassword(password)
  const opened = await openExisting(values.data)
  const created = await opened.store.write(async (writing) => {
    const user = await createUser(writing, {
      id: opened.random.id(opened.clock()),
      username,
      name,
      role,
      passwordHash,
      mustChangePassword: true,
    })
    if (user.ok)
      writing.audited({
        actor: opened.identity.storeId,
        device: null,
        action: 'user.created',
        subjectRef: null,
        body: { userId: user.value.id, role, by: 'command line' },
      })
    return user
  })
  await opened.close()
  console.log(created.ok ? `Created ${created.value.username} (${role}).` : `${username} is taken.`)
  return created.ok ? 0 : 1
}

async function verify({ values }: Arguments): Promise<number> {
  const { verifyAudit } = await import('./audit/verify-audit.ts')
  const { readOwnHeads } = await import('./audit/keep-heads.ts')
  const { publicKeyOf, readHeads } = await import('./audit/signed-heads.ts')
  const opened = await openExisting(values.data)
  const own = readOwnHeads(opened.files, opened.keys)
  const given =
    values.heads === undefined ? own : readHeads(readFileSync(values.heads, 'utf8'), publicKeyOf(opened.keys.headKey))
  const verdicts = []
  // A copy that was kept elsewhere may be older than the file here, or show what was removed from it: both count.
  for (const heads of values.heads === undefined ? [own] : [given, own])
    verdicts.push(await verifyAudit((work) => opened.store.read(work), heads))
  const verdict = verdicts.find(({ intact }) => !intact) ?? verdicts[0]
  await opened.close()
  console.log(JSON.stringify(verdict))
  return verdict?.intact === true ? 0 : 1
}

async function check({ values }: Arguments): Promise<number> {
  const { checkIntegrity } = await import('./integrity/check-integrity.ts')
  const { readOwnHeads } = await import('./audit/keep-heads.ts')
  const opened = await openExisting(values.data)
  const found = await checkIntegrity({ ...opened, readOwnHeads: () => readOwnHeads(opened.files, opened.keys) })
  await opened.close()
  console.log(found.length === 0 ? 'Nothing is damaged or missing.' : found.join('\n'))
  return found.length === 0 ? 0 : 1
}

async function verifyRegistry({ values }: Arguments): Promise<number> {
  const { accountOfYear, registryYears } = await import('./registration/numbers/registry-year.ts')
  const opened = await openExisting(values.data)
  const years = await opened.store.read(async (db) => {
    const found = []
    for (const { registry, year } of await registryYears(db)) {
      const { counts, faults, ranges } = await accountOfYear(db, registry, year)
      const leased = ranges.flatMap((range) =>
        range.as === 'leased' ? [{ desk: range.deskNumber, from: range.from, to: range.to }] : [],
      )
      found.push({ registry, year, ...counts, leasedTo: leased, faults })
    }
    return found
  })
  await opened.close()
  const whole = years.every(({ faults }) => faults.length === 0)
  console.log(JSON.stringify({ whole, years }))
  return whole ? 0 : 1
}

async function retire({ values, positionals: [, deskNumber] }: Arguments): Promise<number> {
  const { retireDesk } = await import('./registration/numbers/returned-blocks.ts')
  const explanation = values.explanation?.trim() ?? ''
  if (!/^\d+$/.test(deskNumber ?? '') || explanation === '')
    throw new Usage('retire-desk needs the number of a desk and --explanation TEXT.')
  const opened = await openExisting(values.data)
  const retired = await opened.store.write(async (writing) => {
    const device = (await listDevices(writing.db)).find(({ desk_number: number }) => number === Number(deskNumber))
    return device && retireDesk(writing, device, { actor: opened.identity.storeId, device: null }, explanation)
  })
  await opened.close()
  console.log(
    retired
      ? `Desk ${String(deskNumber)} is retired; blocks of numbers ended: ${String(retired.blocks)}.`
      : `There is no desk ${String(deskNumber)}.`,
  )
  return retired ? 0 : 1
}

async function showHouse({ values }: Arguments): Promise<number> {
  const { HOUSE_FILE, readHouseFile, WrongHouseFile } = await import('./house/house-file.ts')
  try {
    const house = readHouseFile(path.resolve(values.data))
    console.log(
      house === null
        ? `There is no ${HOUSE_FILE} in ${values.data}: without it only a demonstration starts.`
        : JSON.stringify(house, null, 2),
    )
    return house === null ? 1 : 0
  } catch (error) {
    if (!(error instanceof WrongHouseFile)) throw error
    console.error(error.message)
    return 1
  }
}

const COMMANDS: Readonly<Record<string, (given: Arguments) => Promise<number>>> = {
  init,
  serve,
  'accept-store': accept,
  'enrolment-code': enrolmentCode,
  'create-user': createPerson,
  'verify-audit': verify,
  check,
  'verify-registry': verifyRegistry,
  'retire-desk': retire,
  house: showHouse,
}

try {
  const given = readArguments()
  const [name = 'serve'] = given.positionals
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (given.values.help) console.log(HELP)
  else if (!command) throw new Usage(`There is no command "${name}".`)
  else process.exitCode = await command(given)
} catch (error) {
  console.error(error instanceof Usage ? `${error.message}\n\n${HELP}` : error instanceof Error ? error.message : error)
  process.exitCode = 2
}

/**
 * `npm run -s validate -- [--json] [--at ISO-TIME] [--anchors DIR] [--lotl FILE --lists DIR] [--store DIR]
 * [--no-network] [--password TEXT] [--lang ro|en] FILE…`: prints the verdict of each PDF.
 */
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { createFetcher } from './network/fetch.ts'
import { lineOf } from './report-line.ts'
import { sentenceOf, sentenceOfSigners } from './validation/sentences.ts'
import { parseCertificate, parsePemCertificates } from './x509/certificate.ts'
import { noMaterial, type Material } from './worker/messages.ts'
import { validateBatch } from './worker/batch.ts'

const usage =
  'npm run -s validate -- [--json] [--at ISO-TIME] [--anchors DIR] [--lotl FILE --lists DIR] [--store DIR] [--no-network] [--password TEXT] [--lang ro|en] FILE…'

const argumentsSchema = z.object({
  json: z.boolean(),
  at: z.iso.datetime({ offset: true }).optional(),
  anchors: z.string().optional(),
  lotl: z.string().optional(),
  lists: z.string().optional(),
  /** Lists that `npm run trusted-lists` keeps. */
  store: z.string().optional(),
  'no-network': z.boolean(),
  password: z.string().optional(),
  lang: z.enum(['ro', 'en']),
  files: z.array(z.string()).min(1),
})

/** Certificates of a folder: DER or PEM, whatever their names end in. */
function readAnchors(folder: string): Uint8Array[] {
  return readdirSync(folder).flatMap((name) => {
    const bytes = readFileSync(join(folder, name))
    const pem = parsePemCertificates(bytes)
    if (pem.ok && pem.value.length > 0) return pem.value.map((certificate) => certificate.raw)
    const der = parseCertificate(bytes)
    return der.ok ? [der.value.raw] : []
  })
}

/** Trusted lists and pivots of a folder, under the names that they were published with. */
function readLists(folder: string): { name: string; bytes: Uint8Array }[] {
  return readdirSync(folder)
    .filter((name) => /\.(xml|xtsl)$/i.test(name))
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }))
}

/** The arguments as given; null when an option is unknown or lacks its value. */
function givenArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        json: { type: 'boolean', default: false },
        at: { type: 'string' },
        anchors: { type: 'string' },
        lotl: { type: 'string' },
        lists: { type: 'string' },
        store: { type: 'string' },
        'no-network': { type: 'boolean', default: false },
        password: { type: 'string' },
        lang: { type: 'string', default: 'ro' },
      },
    })
  } catch {
    return null
  }
}

async function main(): Promise<number> {
  const read = givenArguments()
  if (read?.values.help) {
    console.log(usage)
    return 0
  }
  const parsed = argumentsSchema.safeParse({ ...read?.values, files: read?.positionals })
  if (!parsed.success) {
    console.error(usage)
    return 2
  }
  const given = parsed.data
  const at = given.at === undefined ? new Date() : new Date(given.at)
  const material: Material = {
    ...noMaterial,
    at: at.toISOString(),
    anchors: given.anchors === undefined ? [] : readAnchors(given.anchors),
    ...(given.store === undefined ? {} : { trustedListFolder: given.store }),
    ...(given.lotl === undefined
      ? {}
      : {
          trustedLists: {
            listOfLists: readFileSync(given.lotl),
            files: given.lists === undefined ? [] : readLists(given.lists),
          },
        }),
  }
  // Without an anchor, no certificate can be trusted, whatever is fetched.
  const offline =
    given['no-network'] || (given.anchors === undefined && given.lotl === undefined && given.store === undefined)
  let answered = 0
  await validateBatch(
    given.files.map((name) => ({ name, read: () => readFile(name) })),
    {
      material,
      at,
      onMaterial: (problems) => {
        for (const problem of problems) console.error(problem)
      },
      ...(offline ? {} : { network: { fetcher: createFetcher({ clock: () => new Date() }), randomBytes } }),
      ...(given.password === undefined ? {} : { password: given.password }),
      onProgress: (_done, _total, { name, outcome }) => {
        if (outcome) answered++
        if (given.json) console.log(JSON.stringify(lineOf(name, outcome)))
        else
          console.log(
            `${name}: ${outcome ? `${sentenceOf(outcome.report.verdict, given.lang)} ${sentenceOfSigners(outcome.report.signers, given.lang)}` : sentenceOf('error', given.lang)}`.trim(),
          )
      },
    },
  )
  return answered === given.files.length ? 0 : 1
}

process.exitCode = await main()

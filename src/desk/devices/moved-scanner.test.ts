import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startEsclServer, type EsclServer } from '../../../test/support/escl-server.ts'
import { pagesAnd } from '../../../test/support/scan-events.ts'
import type { ScannerConfiguration } from '../../devices/scanner/configuration.ts'
import { esclScanner } from '../../devices/scanner/escl/escl-scanner.ts'
import { movedScanner } from './moved-scanner.ts'

type Escl = Extract<ScannerConfiguration, { kind: 'escl' }>
const GONE = 'http://127.0.0.1:9/eSCL'
let server: EsclServer
beforeEach(async () => {
  server = await startEsclServer()
})
afterEach(() => server.close())

const moved = (found: { name: string; url: string }[], url = GONE) => {
  const kept: Escl[] = []
  const device: Escl = { kind: 'escl', name: 'Birou 3', url, certificate: null }
  const driverOf = ({ name, url: at }: Escl) =>
    esclScanner({ name, url: at, pin: { known: () => null, first: () => undefined } })
  return {
    kept,
    scanner: movedScanner({ device, driverOf, find: () => Promise.resolve(found), keep: (now) => kept.push(now) }),
  }
}
const FLATBED = { source: 'flatbed', resolution: 300, colour: 'grey', paper: 'a4' } as const

describe('a scanner that was given another address', () => {
  it('is found again by its name, and its new address is kept', async () => {
    const { scanner, kept } = moved([
      { name: 'Alt birou', url: 'http://10.0.0.1/eSCL' },
      { name: 'Birou 3', url: server.url },
    ])
    expect(await pagesAnd(scanner.scan(FLATBED))).toMatchObject({ pages: [{}], problem: null })
    expect(kept.map(({ url }) => url)).toEqual([server.url])
    expect((await scanner.describe()).ok).toBe(true)
  })
  it('is unreachable when no scanner of that name answers, or only over an unencrypted address', async () => {
    expect((await pagesAnd(moved([{ name: 'Alt birou', url: server.url }]).scanner.scan(FLATBED))).problem?.code).toBe(
      'scanner.unreachable',
    )
    expect(
      (await pagesAnd(moved([{ name: 'Birou 3', url: server.url }], 'https://127.0.0.1:9/eSCL').scanner.scan(FLATBED)))
        .problem?.code,
    ).toBe('scanner.unreachable')
    const { scanner, kept } = moved([{ name: 'Birou 3', url: 'http://127.0.0.1:9/other' }])
    expect((await scanner.describe()).ok).toBe(false)
    expect(kept).toEqual([])
  })
  it('is not searched for while it answers', async () => {
    const { scanner, kept } = moved([{ name: 'Birou 3', url: 'http://127.0.0.1:9/eSCL' }], server.url)
    expect((await scanner.describe()).ok).toBe(true)
    expect(kept).toEqual([])
  })
})

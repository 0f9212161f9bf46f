import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { centralPort, isPortFree } from './free-port.ts'

describe('ports', () => {
  let folder = ''
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'des-port-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('stay the same between starts, so that the codes on printed papers stay valid', async () => {
    const first = await centralPort(folder)
    expect(await centralPort(folder)).toBe(first)
    expect(await isPortFree(first)).toBe(true)
  })

  it('change when another process uses the port', async () => {
    const first = await centralPort(folder)
    const other = createServer()
    await new Promise<void>((resolve) => other.listen({ host: '127.0.0.1', port: first }, resolve))
    expect(await isPortFree((other.address() as AddressInfo).port)).toBe(false)
    const second = await centralPort(folder)
    expect(second).not.toBe(first)
    await new Promise((resolve) => other.close(resolve))
    expect(await centralPort(folder)).toBe(second)
  })

  it.each(['', 'x', '-1', '70000', '1.5'])('are chosen again when the file holds %j', async (kept) => {
    writeFileSync(path.join(folder, 'central-port'), kept)
    expect(await centralPort(folder)).toBeGreaterThan(0)
  })
})

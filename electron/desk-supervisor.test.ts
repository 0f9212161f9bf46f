import { EventEmitter } from 'node:events'
import type { MessagePortMain, UtilityProcess } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { startDeskProcess } from './desk-supervisor.ts'

function fakeChild() {
  const emitter = new EventEmitter()
  const child = Object.assign(emitter, { postMessage: vi.fn(), kill: vi.fn(() => emitter.emit('exit', 0)) })
  return child as typeof child & Pick<UtilityProcess, 'on' | 'once' | 'postMessage' | 'kill'>
}
const noAnswers = { secret: vi.fn(), printing: vi.fn() }
const start = {
  type: 'start' as const,
  keyStore: 'dpapi',
  configuration: {
    dataDir: 'd',
    centralUrl: 'https://des.example.test',
    enrolmentCode: null,
    deskName: 'Ghișeu',
    printer: 'none',
  },
}

describe('the supervisor of the desk process', () => {
  it('starts it, answers its questions, passes ports on and stops it', async () => {
    const child = fakeChild()
    const desk = startDeskProcess(child, {
      secret: (message) => ({ type: 'wrapped', callId: message.callId, bytes: 'AA==', failure: null }),
      printing: async (message) => ({ type: 'printers', callId: message.callId, printers: [] }),
    })
    const opening = desk.start(start)
    expect(child.postMessage).toHaveBeenLastCalledWith(start)
    child.emit('message', { type: 'wrap', callId: 4, secret: 'AQ==' })
    expect(child.postMessage).toHaveBeenLastCalledWith({ type: 'wrapped', callId: 4, bytes: 'AA==', failure: null })
    child.emit('message', { type: 'list-printers', callId: 5 })
    await vi.waitFor(() =>
      expect(child.postMessage).toHaveBeenLastCalledWith({ type: 'printers', callId: 5, printers: [] }),
    )
    child.emit('message', { type: 'ready' })
    await opening

    const port = {} as MessagePortMain
    desk.serve(port)
    expect(child.postMessage).toHaveBeenLastCalledWith({ type: 'serve' }, [port])

    const stopped = desk.stop()
    expect(child.postMessage).toHaveBeenLastCalledWith({ type: 'stop' })
    child.emit('exit', 0)
    await stopped
    expect(child.kill).not.toHaveBeenCalled()
  })

  it('kills it when it does not stop by itself', async () => {
    const child = fakeChild()
    await startDeskProcess(child, noAnswers).stop(10)
    expect(child.kill).toHaveBeenCalledOnce()
  })

  it('reports why the desk could not be opened', async () => {
    const failing = fakeChild()
    const opening = startDeskProcess(failing, noAnswers).start(start)
    failing.emit('message', { type: 'failed', reason: 'no key' })
    await expect(opening).rejects.toThrow('no key')

    const gone = fakeChild()
    const starting = startDeskProcess(gone, noAnswers).start(start)
    gone.emit('exit', 1)
    await expect(starting).rejects.toThrow('ended while it was starting')
  })

  it('refuses a message that the channel does not define', () => {
    const child = fakeChild()
    startDeskProcess(child, noAnswers)
    expect(() => child.emit('message', { type: 'open-anything' })).toThrow()
  })
})

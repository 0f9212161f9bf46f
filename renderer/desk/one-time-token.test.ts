import { describe, expect, it, vi } from 'vitest'
import { redeemToken, tokenOf } from './one-time-token.ts'

describe('the one-time token', () => {
  it.each([
    ['#token=abc_-9', 'abc_-9'],
    ['#/token=abc', 'abc'],
    ['#/queue', null],
    ['', null],
  ])('the token of %j is %j', (hash, token) => {
    expect(tokenOf(hash)).toBe(token)
  })

  it('is removed from the address before it is sent, and is sent once', async () => {
    const sent = vi.fn(async () => new Response(null, { status: 200 }))
    vi.stubGlobal('fetch', sent)
    const replaceState = vi.fn(() => expect(sent).not.toHaveBeenCalled())
    expect(
      await redeemToken(
        '',
        { hash: '#token=abc', pathname: '/', search: '' } as Location,
        { replaceState } as unknown as History,
      ),
    ).toBe(true)
    expect(replaceState).toHaveBeenCalledWith(null, '', '/')
    expect(sent).toHaveBeenCalledTimes(1)
    vi.unstubAllGlobals()
  })
})

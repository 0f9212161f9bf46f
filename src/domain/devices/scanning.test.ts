import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canScan,
  fittingSettings,
  PAPER_MILLIMETRES,
  SCAN_COLOURS,
  SCAN_SOURCES,
  type SourceCapabilities,
} from './scanning.ts'

const source = fc.record({
  source: fc.constantFrom(...SCAN_SOURCES),
  resolutions: fc
    .uniqueArray(fc.integer({ min: 50, max: 1200 }), { minLength: 1, maxLength: 8 })
    .map((list) => list.sort((a, b) => a - b)),
  colours: fc.uniqueArray(fc.constantFrom(...SCAN_COLOURS), { minLength: 1 }),
  widest: fc.constant(null),
  longest: fc.constant(null),
})
const sources = fc.uniqueArray(source, { minLength: 1, selector: (one) => one.source })

describe('settings that fit a scanner', () => {
  it('can be carried out by it, whatever was wished', () => {
    fc.assert(
      fc.property(
        sources,
        fc.constantFrom(...SCAN_SOURCES),
        fc.integer({ min: 1, max: 2400 }),
        fc.constantFrom(...SCAN_COLOURS),
        (offered, wished, resolution, colour) => {
          const fitting = fittingSettings(offered, { source: wished, resolution, colour })
          expect(fitting !== null && canScan(offered, fitting)).toBe(true)
        },
      ),
    )
  })
  it('are what was wished, where it can be done', () => {
    const offered: SourceCapabilities[] = [
      { source: 'feeder', resolutions: [150, 300], colours: ['grey', 'black-white'], widest: 216, longest: 356 },
    ]
    expect(fittingSettings(offered, { source: 'feeder', resolution: 150, colour: 'black-white', paper: 'a5' })).toEqual(
      { source: 'feeder', resolution: 150, colour: 'black-white', paper: 'a5' },
    )
    // colour cannot be done: grey shows more than black and white
    expect(fittingSettings(offered, { source: 'flatbed', resolution: 600, colour: 'colour' })).toEqual({
      source: 'feeder',
      resolution: 300,
      colour: 'grey',
      paper: 'a4',
    })
  })
  it('are of the wished source, where it is offered, and else of the first', () => {
    const offer = (source: SourceCapabilities['source']): SourceCapabilities => ({
      source,
      resolutions: [200, 400],
      colours: ['colour', 'grey'],
      widest: null,
      longest: null,
    })
    const offered = [offer('flatbed'), offer('feeder')]
    expect(fittingSettings(offered, { source: 'feeder' })).toEqual({
      source: 'feeder',
      // 300 lies between both: the lower is kept.
      resolution: 200,
      colour: 'colour',
      paper: 'a4',
    })
    expect(fittingSettings(offered, { source: 'feeder-duplex' })?.source).toBe('flatbed')
    expect(fittingSettings(offered)?.source).toBe('flatbed')
    const able = { source: 'feeder', resolution: 400, colour: 'grey', paper: 'a4' } as const
    expect(canScan(offered, able)).toBe(true)
    for (const change of [{ source: 'feeder-duplex' }, { resolution: 300 }, { colour: 'black-white' }] as const)
      expect(canScan(offered, { ...able, ...change }), JSON.stringify(change)).toBe(false)
  })
  it('are none where nothing is offered', () => {
    expect(fittingSettings([])).toBeNull()
  })
})

it('knows the papers of a scanner in millimetres', () => {
  expect(PAPER_MILLIMETRES).toEqual({
    a4: { width: 210, height: 297 },
    a5: { width: 148, height: 210 },
    letter: { width: 215.9, height: 279.4 },
  })
})

import { describe, expect, it } from 'vitest'
import { CAPACITIES, CHANNELS, LETTER_KINDS, PAPERS, REQUEST_KINDS, REQUEST_STATES } from '../request/request.ts'
import { CAPACITY_LABELS, CHANNEL_LABELS, KIND_LABELS, LETTER_LABELS, PAPER_LABELS, STATE_LABELS } from './labels.ts'
import type { Words } from './words.ts'

const TABLES: readonly (readonly [string, readonly string[], Record<string, Record<string, Words | string>>])[] = [
  ['kind', REQUEST_KINDS, KIND_LABELS],
  ['channel', CHANNELS, CHANNEL_LABELS],
  ['capacity', CAPACITIES, CAPACITY_LABELS],
  ['state', REQUEST_STATES, STATE_LABELS],
  ['paper', PAPERS, PAPER_LABELS],
  ['letter', LETTER_KINDS, LETTER_LABELS],
]

describe.each(TABLES)('the labels of every %s', (_, codes, table) => {
  it('are there for each code and no other', () => {
    expect(Object.keys(table).sort()).toEqual([...codes].sort())
  })
  it('differ from code to code in every form, so that nobody takes one for another', () => {
    const forms = Object.keys(Object.values(table)[0] ?? {})
    expect(forms.length).toBeGreaterThan(0)
    for (const form of forms) {
      const labels = Object.values(table).map((entry) => JSON.stringify(entry[form]))
      expect(new Set(labels).size, form).toBe(codes.length)
    }
  })
})

it('names of files need no change to be safe anywhere', () => {
  for (const { file } of Object.values(PAPER_LABELS)) expect(file).toMatch(/^[a-z-]+$/)
})

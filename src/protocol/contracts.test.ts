import { describe, expect, it } from 'vitest'
import { RIGHTS } from '../domain/rights.ts'
import { COMMANDS } from './commands.ts'
import { PROCEDURES, draftContent, queueQuery } from './desk.ts'
import { ROUTES } from './sync.ts'

const rights: readonly string[] = RIGHTS

describe('the contracts', () => {
  it('name only rights of the table', () => {
    for (const [kind, { right }] of Object.entries(COMMANDS)) expect(rights, kind).toContain(right)
    for (const [name, { access }] of Object.entries(PROCEDURES))
      expect(['none', 'open', ...rights], name).toContain(access)
    for (const [name, { access }] of Object.entries(ROUTES))
      expect(['public', 'device', 'person', ...rights], name).toContain(access)
  })

  it('let a draft be empty, and take anything a person types', () => {
    expect(draftContent.parse({}).holder.cnp).toBe('')
    expect(draftContent.parse({ holder: { cnp: 'not yet 285…' } }).holder.cnp).toBe('not yet 285…')
  })

  it('ask for the open queue by due date when asked for nothing', () => {
    expect(queueQuery.parse({})).toMatchObject({
      text: '',
      states: [],
      sort: { by: 'due', direction: 'asc' },
      offset: 0,
    })
  })

  it('have no two routes in one place', () => {
    const places = Object.values(ROUTES).map(({ method, path }) => `${method} ${path}`)
    expect(new Set(places).size).toBe(places.length)
  })
})

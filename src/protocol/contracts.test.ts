import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { RIGHTS } from '../domain/rights.ts'
import { CENTRAL } from './central.ts'
import { anyone, bytes, type Call, CALLER_KINDS, type Calls, get, post, workstation } from './central/call.ts'
import { COMMANDS } from '../request/acts.ts'
import { PROCEDURES, draftContent, queueQuery } from './desk.ts'

const rights: readonly string[] = RIGHTS
const calls: Calls = CENTRAL
const output = z.object({})

describe('the contracts', () => {
  it('name only rights of the table', () => {
    for (const [kind, { right }] of Object.entries(COMMANDS)) expect(rights, kind).toContain(right)
    for (const [name, { access }] of Object.entries(PROCEDURES))
      expect(['none', 'open', ...rights], name).toContain(access)
    for (const [name, { caller }] of Object.entries(calls)) {
      expect(CALLER_KINDS, name).toContain(caller.kind)
      if (caller.kind === 'person' && caller.right !== null) expect(rights, name).toContain(caller.right)
    }
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
})

/** The names of the fields of a body; those of every variant where it is a union. */
function fieldsOf(schema: z.ZodType): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape)
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => fieldsOf(option as z.ZodType))
  throw new TypeError('a body that is no object cannot be passed as fields')
}

describe('the calls of the central store', () => {
  it('have no two in one place', () => {
    const places = Object.values(calls).map(({ method, path }) => `${method} ${path}`)
    expect(new Set(places).size).toBe(places.length)
  })

  it('name no field twice in path, query and body, for a caller passes them together', () => {
    for (const [name, { params, query, body }] of Object.entries(calls)) {
      const inBody = body === undefined ? [] : body === 'bytes' ? ['bytes'] : [...new Set(fieldsOf(body))]
      const fields = [...Object.keys(params?.shape ?? {}), ...Object.keys(query?.shape ?? {}), ...inBody]
      expect(new Set(fields).size, name).toBe(fields.length)
    }
  })

  it('do not compile without a caller, with a parameter left out, or with a body on a GET', () => {
    const planted: readonly Call[] = [
      // @ts-expect-error nobody is said to be the caller
      get('/v1/planted', { output }),
      // @ts-expect-error the path has a parameter that is not declared
      get('/v1/planted/:requestId', { caller: workstation, output }),
      // @ts-expect-error the path has no such parameter
      get('/v1/planted', { caller: workstation, params: z.object({ requestId: z.string() }), output }),
      // @ts-expect-error a GET has no body
      get('/v1/planted', { caller: workstation, body: z.object({}), output }),
      // @ts-expect-error there is no such right
      post('/v1/planted', { caller: { kind: 'person', right: 'all.things' }, output }),
      // @ts-expect-error there is no such kind of caller
      post('/v1/planted', { caller: { kind: 'friend' }, output }),
    ]
    expect(planted).toHaveLength(6)
  })

  it('declare every parameter of their path, and take bytes and pages as answers', () => {
    const call = get('/v1/planted/:requestId/:n', {
      caller: anyone,
      params: z.object({ requestId: z.string(), n: z.string() }),
      output: bytes({ 'x-planted': z.string() }),
    })
    expect(call).toMatchObject({ method: 'GET', path: '/v1/planted/:requestId/:n', output: { raw: 'bytes' } })
    for (const [name, { path, params }] of Object.entries(calls))
      expect(Object.keys(params?.shape ?? {}).sort(), name).toEqual(
        [...path.matchAll(/:(\w+)/g)].map(([, field]) => field).sort(),
      )
  })
})

/** Asks the central store in a person's name; without their online session it says so instead of trying. */
import type { z } from 'zod'
import { refuse, type Result } from '../../domain/problem.ts'
import type { CallOptions, CentralClient, RouteName } from '../sync/central-client.ts'
import type { Person } from '../session/session.ts'

export async function asPerson<S extends z.ZodType>(client: CentralClient, person: Person, route: RouteName, output: S, options: CallOptions): Promise<Result<z.output<S>>> {
  if (person.token === null) return refuse('online.required')
  return client.call(route, output, { ...options, token: person.token })
}

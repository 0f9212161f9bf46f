/** Asks the central store in a person's name; without their online session it says so instead of trying. */
import type { z } from 'zod'
import type { Result } from '../../domain/problem.ts'
import type { DeskParts } from '../parts.ts'
import { centralToken } from '../session/central-token.ts'
import type { CallOptions, RouteName } from '../sync/central-client.ts'
import type { Person } from '../session/session.ts'

export async function asPerson<S extends z.ZodType>(
  { client, sync }: Pick<DeskParts, 'client' | 'sync'>,
  person: Person,
  route: RouteName,
  output: S,
  options: CallOptions,
): Promise<Result<z.output<S>>> {
  const token = centralToken(person, sync.online())
  return token.ok ? client.call(route, output, { ...options, token: token.value }) : token
}

/** The current location, kept in the fragment of the address: ids only, no personal data. */
import { useSyncExternalStore } from 'react'
import type { Right } from '../../src/domain/rights.ts'

/** In the order of the list at the side. */
export const ROOMS = [
  'queue',
  'new-request',
  'decisions',
  'registry',
  'to-print',
  'sync',
  'system',
  'about',
  'administration',
  'audit',
] as const
export type Room = (typeof ROOMS)[number]

/** Whom a room is offered to: persons with this right; everybody when null. */
export const RIGHT_OF_ROOM: Readonly<Record<Room, Right | null>> = {
  queue: 'request.read',
  'new-request': 'request.register',
  decisions: 'request.read',
  registry: 'request.read',
  'to-print': 'paper.read',
  administration: 'authority.confirm',
  audit: 'audit.read',
  sync: null,
  system: null,
  about: null,
}

type May = (right: Right) => boolean

/** The rooms that are offered to a person, in the order of the list. */
export const roomsFor = (may: May): Room[] =>
  ROOMS.filter((room) => {
    const right = RIGHT_OF_ROOM[room]
    return right === null || may(right)
  })
/** Whether a person may be at a place. */
export const mayEnter = (route: Route, may: May): boolean =>
  'requestId' in route ? may('request.read') : roomsFor(may).includes(route.room)

export type Route = { readonly room: Room } | { readonly room: 'request' | 'review'; readonly requestId: string }

const ID = /^[0-9a-f-]{36}$/

export function parseRoute(hash: string): Route {
  const [room = '', requestId = ''] = hash.replace(/^#\/?/, '').split('/')
  if ((room === 'request' || room === 'review') && ID.test(requestId)) return { room, requestId }
  const known = ROOMS.find((name) => name === room)
  return { room: known ?? 'queue' }
}

export const hashOf = (route: Route): string =>
  route.room === 'request' || route.room === 'review' ? `#/${route.room}/${route.requestId}` : `#/${route.room}`

const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  window.addEventListener('hashchange', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('hashchange', listener)
  }
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash)
  return parseRoute(hash)
}

export function goTo(route: Route): void {
  const hash = hashOf(route)
  if (window.location.hash === hash) return
  window.location.hash = hash
  // `hashchange` comes in a later task. Keys pressed before it would be spent on the room that is left.
  for (const listener of [...listeners]) listener()
}

/** Replaces the current history entry, so that "back" does not return to it. */
export function replaceRoute(route: Route): void {
  window.location.replace(hashOf(route))
}

/** Goes back to the previous room, or to the queue when the window started here. */
export function goBack(): void {
  const navigation = (window as { navigation?: { canGoBack: boolean } }).navigation
  if (navigation?.canGoBack) window.history.back()
  else goTo({ room: 'queue' })
}

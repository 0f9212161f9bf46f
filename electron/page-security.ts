/**
 * What a page may do: nothing but show our own renderer. Denies navigation, new windows, web views and permissions by
 * default; opens a link outside only when its host is on the list.
 */
import type { Session, Shell, WebContents } from 'electron'

/** Hosts that a person may be sent to in the system's browser: the law and the house. */
const OUTSIDE_HOSTS: readonly string[] = ['legislatie.just.ro', 'eur-lex.europa.eu', 'casan.ro', 'www.casan.ro']

export function mayOpenOutside(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return (
    url.protocol === 'https:' &&
    url.username === '' &&
    url.password === '' &&
    url.port === '' &&
    OUTSIDE_HOSTS.includes(url.hostname)
  )
}

/** Same scheme and host. Not `origin`: the URL standard gives every scheme of our own the origin "null". */
export function isAt(address: string, home: string): boolean {
  if (!URL.canParse(address)) return false
  const [there, here] = [new URL(address), new URL(home)]
  return there.protocol === here.protocol && there.host === here.host
}

export function securePage(
  contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>,
  shell: Pick<Shell, 'openExternal'>,
  home: string,
): void {
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url)) void shell.openExternal(url)
    return { action: 'deny' }
  })
  const stayHome = (event: { preventDefault(): void; url: string }) => {
    if (!isAt(event.url, home)) event.preventDefault()
  }
  contents.on('will-navigate', stayHome)
  contents.on('will-redirect', stayHome)
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

/** No camera, no place, no notifications, no clipboard reading: a counter needs none of them from a page. */
export function denyPermissions(
  session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>,
): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
}

/**
 * Restricts pages to showing our own renderer. Navigation, new windows, web views and permissions are denied. A link
 * opens in the system's browser only when its host is on the list.
 */
import type { Session, Shell, WebContents } from 'electron'

/** Hosts that may open in the system's browser: the texts of law and the health-insurance house. */
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

/** Compares scheme and host. `origin` would not do: the URL standard gives every custom scheme the origin "null". */
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

/** Denies camera, location, notifications, clipboard reading and all others: the application needs none of them. */
export function denyPermissions(
  session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>,
): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
}

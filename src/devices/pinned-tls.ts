/**
 * TLS towards printers and scanners. They make their own certificates, so a chain proves nothing: a device is known by
 * the certificate seen when a person chose it (ADR 0037). Old ones have short keys and speak old versions; since the
 * same devices are used over plain HTTP where they offer nothing else, weak encryption to the device that we know is
 * taken too.
 */
import type { Socket } from 'node:net'
import { connect } from 'node:tls'

export interface Pin {
  /** SHA-256 of the certificate as `getPeerCertificate().fingerprint256` writes it; null: not seen yet. */
  readonly known: () => string | null
  readonly first: (fingerprint: string) => void
}

export class WrongCertificate extends Error {
  override readonly name = 'WrongCertificate'
}
export class TooLong extends Error {
  override readonly name = 'TooLong'
}

/**
 * Connects to the device that we know; the first one is the one we know. Rejects with WrongCertificate, TooLong, or
 * what the network says.
 */
export function connectPinned(origin: URL, defaultPort: number, pin: Pin, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: origin.hostname.replace(/^\[|\]$/g, ''),
      port: Number(origin.port) || defaultPort,
      rejectUnauthorized: false,
      minVersion: 'TLSv1',
      ciphers: 'DEFAULT:@SECLEVEL=0',
    })
    const stop = () => socket.destroy(new TooLong())
    signal.addEventListener('abort', stop, { once: true })
    socket.once('error', reject)
    socket.once('secureConnect', () => {
      signal.removeEventListener('abort', stop)
      const { fingerprint256 } = socket.getPeerCertificate()
      const known = pin.known()
      if (fingerprint256 === undefined || (known !== null && known !== fingerprint256)) {
        socket.destroy()
        reject(new WrongCertificate())
        return
      }
      if (known === null) pin.first(fingerprint256)
      socket.off('error', reject)
      resolve(socket)
    })
  })
}

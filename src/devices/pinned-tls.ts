/**
 * TLS connections to printers and scanners. They make their own certificates, so a certificate chain proves nothing. A
 * device is identified by the certificate that it had when a person chose it (ADR 0037). Short keys and old versions of
 * TLS are accepted, because old devices have no others and would otherwise be used over plain HTTP.
 */
import type { Socket } from 'node:net'
import { connect } from 'node:tls'

export interface Pin {
  /** SHA-256 of the known certificate, in the format of `getPeerCertificate().fingerprint256`; null: none yet. */
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
 * Connects to the device with the known certificate. On the first connection the certificate becomes the known one.
 * Rejects with WrongCertificate, TooLong, or the error of the network.
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

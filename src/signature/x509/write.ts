/** Writing DER: enough to rebuild an element, to ask an OCSP responder, and for the test PKI. */

/** One element with the given identifier octet around the joined contents. */
export function encodeTlv(identifier: number, ...contents: Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, content) => sum + content.length, 0)
  const header = [identifier, ...encodeLength(length)]
  const element = new Uint8Array(header.length + length)
  element.set(header)
  let at = header.length
  for (const content of contents) {
    element.set(content, at)
    at += content.length
  }
  return element
}

function encodeLength(length: number): number[] {
  if (length < 0x80) return [length]
  const octets: number[] = []
  for (let left = length; left > 0; left = Math.floor(left / 256)) octets.unshift(left % 256)
  return [0x80 | octets.length, ...octets]
}

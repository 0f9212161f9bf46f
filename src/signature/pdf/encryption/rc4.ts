/**
 * RC4, needed to read old encrypted files: OpenSSL 3 and BoringSSL no longer offer it. Nothing is ever encrypted with
 * it here.
 */
export function rc4(key: Uint8Array, data: Uint8Array): Uint8Array {
  const state = new Uint8Array(256)
  for (let index = 0; index < 256; index++) state[index] = index
  for (let index = 0, other = 0; index < 256; index++) {
    const value = state[index] ?? 0
    other = (other + value + (key[index % key.length] ?? 0)) & 0xff
    state[index] = state[other] ?? 0
    state[other] = value
  }
  const out = new Uint8Array(data.length)
  let i = 0
  let j = 0
  for (let index = 0; index < data.length; index++) {
    i = (i + 1) & 0xff
    const value = state[i] ?? 0
    j = (j + value) & 0xff
    const swapped = state[j] ?? 0
    state[i] = swapped
    state[j] = value
    out[index] = (data[index] ?? 0) ^ (state[(value + swapped) & 0xff] ?? 0)
  }
  return out
}

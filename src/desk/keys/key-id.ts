/** Names a key without revealing it: stored in clear in the headers of what was encrypted with the key. */
import { createHmac } from 'node:crypto'

export const KEY_ID_BYTES = 16

export const keyIdOf = (key: Uint8Array): Buffer =>
  createHmac('sha256', key).update('des-desk-key-id').digest().subarray(0, KEY_ID_BYTES)

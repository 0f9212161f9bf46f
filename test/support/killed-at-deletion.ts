/**
 * Preloaded into a desk's process (`node --import`): ends it like kill -9 at its nth deletion of a kept file, just
 * before the file goes. `KILLED_AT_DELETION` is n, from 1.
 */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

let left = Number(process.env['KILLED_AT_DELETION'])
if (!Number.isInteger(left) || left < 1) throw new Error('KILLED_AT_DELETION is a number from 1')
const unlinkSync = fs.unlinkSync
fs.unlinkSync = (file) => {
  if (String(file).endsWith('.blob') && --left === 0) process.kill(process.pid, 'SIGKILL')
  unlinkSync(file)
}
syncBuiltinESMExports()

/**
 * `npm start`: runs the office of run-office.ts. Compiled code is kept between starts, because loading the sources
 * takes most of the start time.
 */
import module from 'node:module'
import path from 'node:path'

// A Node too old to have this function is reported by run-office.ts.
module.enableCompileCache?.(process.env['NODE_COMPILE_CACHE'] ?? path.join('node_modules', '.cache', 'compile'))
await import('./run-office.ts')

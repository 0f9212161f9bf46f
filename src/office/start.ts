/**
 * `npm start`: the office of run-office.ts, with compiled code kept between starts: loading the sources is most of what
 * a start costs.
 */
import module from 'node:module'
import path from 'node:path'

// Where Node is too old to have it, run-office.ts says so.
module.enableCompileCache?.(process.env['NODE_COMPILE_CACHE'] ?? path.join('node_modules', '.cache', 'compile'))
await import('./run-office.ts')

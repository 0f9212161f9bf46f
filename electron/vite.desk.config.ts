/**
 * The desk's process and its worker threads as ES modules in .vite/build: they find each other and the fonts by
 * `import.meta.url`, which a CommonJS bundle does not have.
 */
import { defineConfig, type Plugin } from 'vite'
import { outside } from './native-packages.ts'

/**
 * Entry → source. A worker keeps the name by which its thread is started. The signature library is an entry of its own,
 * so that it and the way to its thread are in the bundle whoever imports it.
 */
const INPUTS = {
  'desk-process': 'electron/desk-process.ts',
  'pdf-worker': 'src/paper/scan/pdf-worker.ts',
  signature: 'src/signature/index.ts',
  'validation-thread': 'src/signature/worker/thread.ts',
  'reading-thread': 'src/paper/reading/reading-thread.ts',
  'page-thread': 'src/desk/sync/page-thread.ts',
}

/**
 * What the sources find by a path of their own, found from the bundle. The same name can mean another file in another
 * folder.
 */
const MOVED = [
  { in: '/src/', from: '../../../resources/fonts/', to: '../../resources/fonts/' },
  { in: '/src/paper/scan/', from: './pdf-worker.ts', to: './pdf-worker.mjs' },
  { in: '/src/paper/reading/', from: './reading-thread.ts', to: './reading-thread.mjs' },
  { in: '/src/desk/sync/', from: './page-thread.ts', to: './page-thread.mjs' },
  { in: '/src/signature/worker/', from: './thread.ts', to: './validation-thread.mjs' },
] as const

function pathsFromTheBundle(): Plugin {
  const moved = new Set<unknown>()
  return {
    name: 'paths-from-the-bundle',
    enforce: 'pre',
    transform(code, id) {
      if (id.includes('/node_modules/') || !code.includes('import.meta.url')) return null
      const changed = code.replace(/new URL\('([^']*)', import\.meta\.url\)/g, (whole, path: string) => {
        const known = MOVED.find(({ in: folder, from }) => from === path && id.replaceAll('\\', '/').includes(folder))
        if (known) moved.add(known)
        // A source that the bundle does not have would be missed when the thread is started, at the counter.
        else if (path.endsWith('.ts')) throw new Error(`${id} starts ${path}, which is no entry of the bundle`)
        return known ? `new URL('${known.to}', import.meta.url)` : whole
      })
      // No line moves, so the map of what came before still holds.
      return { code: changed, map: null }
    },
    buildEnd(failure) {
      const missing = MOVED.filter((path) => !moved.has(path))
      if (!failure && missing.length > 0)
        throw new Error(`not found in the sources any more: ${missing.map(({ from }) => from).join(', ')}`)
    },
  }
}

export default defineConfig({
  plugins: [pathsFromTheBundle()],
  build: {
    ssr: true,
    outDir: '.vite/build',
    emptyOutDir: false,
    target: 'node24',
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: INPUTS,
      external: outside,
      output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
    },
  },
  ssr: { noExternal: true },
})

/**
 * Builds the desk process and its worker threads as ES modules in .vite/build. They find each other and the fonts by
 * `import.meta.url`, which a CommonJS bundle does not have.
 */
import { defineConfig, type Plugin } from 'vite'
import { outside } from './native-packages.ts'

/**
 * Maps each entry to its source. A worker's entry has the name by which its thread is started. The signature library is
 * an entry of its own, so that the bundle always holds it and the path to its thread.
 */
const INPUTS = {
  'desk-process': 'electron/desk-process.ts',
  'pdf-worker': 'src/paper/scan/pdf-worker.ts',
  signature: 'src/signature/index.ts',
  'validation-thread': 'src/signature/worker/thread.ts',
  'reading-thread': 'src/paper/reading/reading-thread.ts',
  'raster-thread': 'src/devices/printer/raster/raster-thread.ts',
  'page-thread': 'src/desk/sync/page-thread.ts',
}

/**
 * Paths that the sources resolve relative to themselves, and where these lie relative to the bundle. `in` is the folder
 * of the source, because the same name can mean different files in different folders.
 */
const MOVED = [
  { in: '/src/', from: '../../../resources/fonts/', to: '../../resources/fonts/' },
  { in: '/src/paper/scan/', from: './pdf-worker.ts', to: './pdf-worker.mjs' },
  { in: '/src/paper/reading/', from: './reading-thread.ts', to: './reading-thread.mjs' },
  { in: '/src/devices/printer/raster/', from: './raster-thread.ts', to: './raster-thread.mjs' },
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
        // Without this check a missing entry would fail only at run time, when the thread starts.
        else if (path.endsWith('.ts')) throw new Error(`${id} starts ${path}, which is not an entry of the bundle`)
        return known ? `new URL('${known.to}', import.meta.url)` : whole
      })
      // No line moves, so the source map stays valid.
      return { code: changed, map: null }
    },
    buildEnd(failure) {
      const missing = MOVED.filter((path) => !moved.has(path))
      if (!failure && missing.length > 0)
        throw new Error(`no longer found in the sources: ${missing.map(({ from }) => from).join(', ')}`)
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

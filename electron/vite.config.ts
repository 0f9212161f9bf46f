/** Main, preload and the desk's process as CommonJS bundles in .vite/build, as Electron loads them. */
import { builtinModules } from 'node:module'
import { defineConfig } from 'vite'
import { NATIVE_PACKAGES } from './native-packages.ts'

const outside = (id: string) => id === 'electron' || id.startsWith('node:') || builtinModules.includes(id) || NATIVE_PACKAGES.some((name) => id === name || id.startsWith(`${name}/`))

export default defineConfig({
  build: {
    outDir: '.vite/build',
    emptyOutDir: false,
    target: 'node24',
    minify: false,
    sourcemap: true,
    lib: { entry: 'electron/main.ts', formats: ['cjs'], fileName: (_format, name) => `${name}.cjs` },
    rolldownOptions: { external: outside, output: { entryFileNames: '[name].cjs' } },
  },
  resolve: { conditions: ['node'], mainFields: ['module', 'main'] },
})

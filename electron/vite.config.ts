/** Builds main and preload as CommonJS bundles in .vite/build, because a sandboxed preload must be CommonJS. */
import { defineConfig } from 'vite'
import { outside } from './native-packages.ts'

export default defineConfig({
  build: {
    outDir: '.vite/build',
    emptyOutDir: false,
    target: 'node24',
    minify: false,
    sourcemap: true,
    lib: { entry: 'electron/main.ts', formats: ['cjs'], fileName: (_format, name) => `${name}.cjs` },
    rolldownOptions: { external: outside },
  },
  resolve: { conditions: ['node'], mainFields: ['module', 'main'] },
})

import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Builds the renderer into dist/renderer, relative throughout: the browser host and Electron's protocol serve the same files. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  publicDir: false,
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    // Fonts and icons stay files of their own: a data: URL would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    sourcemap: true,
    // pdf.js and its worker are large by nature and loaded only when a paper is shown.
    chunkSizeWarningLimit: 2500,
  },
  worker: { format: 'es' },
})

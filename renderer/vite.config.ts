import react from '@vitejs/plugin-react'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { defineConfig, type Plugin } from 'vite'

/** The files that pdf.js fetches by name: image decoders, the 14 standard fonts, character maps, a colour profile. */
function pdfjsResources(): Plugin {
  const pdfjs = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const wanted: Record<string, RegExp> = {
    wasm: /^(jbig2|openjpeg|qcms_bg)\.wasm$/,
    standard_fonts: /\.(pfb|ttf)$/,
    cmaps: /\.bcmap$/,
    iccs: /\.icc$/,
  }
  return {
    name: 'pdfjs-resources',
    configureServer(server) {
      server.middlewares.use('/pdfjs', (request, response, next) => {
        const name = path.basename(new URL(request.url ?? '/', 'http://localhost').pathname)
        const folder = Object.entries(wanted).find(
          ([folder, pattern]) => pattern.test(name) && readdirSync(path.join(pdfjs, folder)).includes(name),
        )?.[0]
        if (folder === undefined) return next()
        response.setHeader('content-type', name.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream')
        response.end(readFileSync(path.join(pdfjs, folder, name)))
      })
    },
    generateBundle() {
      for (const [folder, pattern] of Object.entries(wanted))
        for (const name of readdirSync(path.join(pdfjs, folder)).filter((file) => pattern.test(file)))
          this.emitFile({
            type: 'asset',
            fileName: `pdfjs/${name}`,
            source: readFileSync(path.join(pdfjs, folder, name)),
          })
    },
  }
}

/**
 * Builds the renderer into dist/renderer with relative paths, because the browser host and Electron's protocol serve
 * the same files.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react(), pdfjsResources()],
  publicDir: false,
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    // Fonts and icons stay separate files: a data: URL would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    sourcemap: true,
    // pdf.js and its worker are large and are loaded only when a paper is shown.
    chunkSizeWarningLimit: 2500,
  },
  worker: { format: 'es' },
})

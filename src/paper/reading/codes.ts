/**
 * Reads QR codes on a picture with ZXing. Its WebAssembly is loaded from the package; by default the library would
 * fetch
 * it from the network.
 */
import { readFile } from 'node:fs/promises'
import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader'
import type { Quad } from './geometry.ts'
import type { Raster } from './raster.ts'

export interface FoundCode {
  readonly text: string
  readonly bytes: Uint8Array
  /** The corners of the code without its quiet zone, beginning with the top left corner of the upright code. */
  readonly corners: Quad
}
export interface CodeReader {
  /** All codes on a grey picture. `thorough` tries more, and takes several times as long. */
  find(grey: Raster, thorough?: boolean): Promise<FoundCode[]>
}

/** About 30 ms, once per thread. */
export async function openCodeReader(): Promise<CodeReader> {
  const wasm = await readFile(new URL(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
  await prepareZXingModule({
    overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer },
    fireImmediately: true,
  })
  const common: ReaderOptions = { formats: ['QRCode'], maxNumberOfSymbols: 8, tryInvert: false, tryRotate: true }
  return {
    async find(grey, thorough = false) {
      const found = await readBarcodes(portableGreymap(grey), {
        ...common,
        tryHarder: true,
        tryDownscale: true,
        tryDenoise: thorough,
      })
      return found
        .filter(({ isValid }) => isValid)
        .map(({ text, bytes, position }) => ({
          text,
          bytes,
          corners: [position.topLeft, position.topRight, position.bottomRight, position.bottomLeft],
        }))
    },
  }
}

/** Encodes a grey picture as PGM (P5), which needs a quarter of the memory of RGBA. */
function portableGreymap({ data, width, height }: Raster): Uint8Array {
  const header = new TextEncoder().encode(`P5\n${String(width)} ${String(height)}\n255\n`)
  const file = new Uint8Array(header.length + data.length)
  file.set(header)
  file.set(data, header.length)
  return file
}

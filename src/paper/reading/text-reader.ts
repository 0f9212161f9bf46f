/**
 * Reads print with Tesseract and Romanian data only, because with English data the diacritics are lost. Data and
 * WebAssembly come from packages; nothing is fetched or cached on the disk. It runs in a thread of the reading thread,
 * which starts with the first page that needs it.
 */
import { createRequire } from 'node:module'
import sharp from 'sharp'
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js'
import type { Raster } from './raster.ts'

export interface ReadLine {
  readonly text: string
  /** The confidence of Tesseract, 0–1. */
  readonly confidence: number
  /** In pixels of the picture. */
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}
export interface TextReader {
  /**
   * The lines of a picture: in one column (`block`) or anywhere (`page`). Empty when reading takes too long.
   */
  read(picture: Raster, layout: 'block' | 'page', characters?: string): Promise<ReadLine[]>
  close(): Promise<void>
}

/** The limit for one picture. A full page takes two seconds, on a busy machine ten. */
const MILLISECONDS = 12_000

/**
 * The data have ş and ţ with a cedilla, as in ISO 8859-2. Romanian uses a comma below (U+0219, U+021B).
 */
export const commaBelow = (text: string): string =>
  text.replace(/[şţŞŢ]/g, (letter) => ({ ş: 'ș', ţ: 'ț', Ş: 'Ș', Ţ: 'Ț' })[letter] ?? letter).normalize('NFC')

/** The part of Tesseract's worker that is used. */
export type TextWorker = Pick<Worker, 'setParameters' | 'recognize' | 'terminate'>

const startTesseract = async (): Promise<TextWorker> => {
  const require = createRequire(import.meta.url)
  const { langPath } = require('@tesseract.js-data/ron') as { langPath: string }
  return createWorker('ron', OEM.LSTM_ONLY, {
    langPath,
    gzip: true,
    cacheMethod: 'none',
    errorHandler: () => undefined,
  })
}

export function createTextReader({ start = startTesseract, milliseconds = MILLISECONDS } = {}): TextReader {
  let started: Promise<TextWorker> | null = null
  const recognise = async (picture: Raster, layout: 'block' | 'page', characters: string): Promise<ReadLine[]> => {
    started ??= start()
    const mine = started
    const worker = await mine
    // A call to a worker that was terminated meanwhile would end the whole process: nobody catches its rejection.
    const stillRuns = () => {
      if (started !== mine) throw new Error('the worker was terminated')
    }
    stillRuns()
    await worker.setParameters({
      tessedit_pageseg_mode: layout === 'block' ? PSM.SINGLE_BLOCK : PSM.AUTO,
      tessedit_char_whitelist: characters,
      user_defined_dpi: '200',
    })
    const image = await sharp(picture.data, {
      raw: { width: picture.width, height: picture.height, channels: picture.channels },
    })
      .png({ compressionLevel: 1 })
      .toBuffer()
    stillRuns()
    const { data } = await worker.recognize(image, {}, { text: false, blocks: true })
    return (data.blocks ?? []).flatMap(({ paragraphs }) =>
      paragraphs.flatMap(({ lines }) =>
        lines.map(({ text, confidence, bbox }) => ({
          text: commaBelow(text.trim()),
          confidence: confidence / 100,
          left: bbox.x0,
          top: bbox.y0,
          right: bbox.x1,
          bottom: bbox.y1,
        })),
      ),
    )
  }
  const close = async (): Promise<void> => {
    const ended = started
    started = null
    const worker = await ended?.catch(() => null)
    await worker?.terminate()
  }
  return {
    close,
    async read(picture, layout, characters = '') {
      let timer: NodeJS.Timeout | undefined
      const tooLong = new Promise<null>((resolve) => {
        timer = setTimeout(resolve, milliseconds, null)
      })
      const lines = await Promise.race([recognise(picture, layout, characters).catch(() => null), tooLong])
      clearTimeout(timer)
      // After a hang the next page gets a new worker.
      if (lines === null) void close()
      return lines ?? []
    },
  }
}

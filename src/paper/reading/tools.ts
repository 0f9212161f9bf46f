/** Starts the libraries that reading needs, once per thread, which takes about half a second. */
import { type CodeReader, openCodeReader } from './codes.ts'
import { type Glyphs, openGlyphs } from './mrz-glyphs.ts'
import { openOpenCv, type OpenCv } from './opencv.ts'
import { createTextReader, type TextReader } from './text-reader.ts'

export interface ReadingTools {
  readonly cv: OpenCv
  readonly codes: CodeReader
  readonly glyphs: Glyphs
  readonly text: TextReader
}

export async function openTools(): Promise<ReadingTools> {
  return { cv: await openOpenCv(), codes: await openCodeReader(), glyphs: openGlyphs(), text: createTextReader() }
}

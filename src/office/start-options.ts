/** The words of `npm start`. */
import { parseArgs } from 'node:util'

export interface StartOptions {
  /** Port of the browser host on 127.0.0.1; 0 takes a free one. */
  readonly port: number
  /** Folder of the whole office: central store, desk, browser profile. */
  readonly data: string
  /** Throw the office in that folder away first. */
  readonly fresh: boolean
  /** Serve the browser host and print its address, whatever display there is. */
  readonly headless: boolean
  readonly help: boolean
}

export const START_HELP = `npm start -- [--port N] [--data DIR] [--fresh] [--headless]

  --port N      port of the browser host on 127.0.0.1 (default: a free one)
  --data DIR    folder of the office (default: data)
  --fresh       begin with a new demonstration office; what is in the folder is deleted
  --headless    no window: print the one-time address and serve`

/** Reads the words; what makes no sense comes back as one line to print. */
export function parseStartOptions(
  words: readonly string[],
): { ok: true; value: StartOptions } | { ok: false; line: string } {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        port: { type: 'string', default: '0' },
        data: { type: 'string', default: 'data' },
        fresh: { type: 'boolean', default: false },
        headless: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65535)
      return { ok: false, line: `--port takes a number from 0 to 65535, not "${values.port}".` }
    if (values.data === '') return { ok: false, line: '--data takes a folder.' }
    return {
      ok: true,
      value: {
        port: Number(values.port),
        data: values.data,
        fresh: values.fresh,
        headless: values.headless,
        help: values.help,
      },
    }
  } catch (failure) {
    return { ok: false, line: (failure as Error).message }
  }
}

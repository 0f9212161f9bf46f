/** The command-line options of `npm start`. */
import { parseArgs } from 'node:util'

export interface StartOptions {
  /** Port of the browser host on 127.0.0.1; 0 for any free one. */
  readonly port: number
  /** Folder of the whole office: central store, desk, browser profile. */
  readonly data: string
  /** Delete the office in that folder first. */
  readonly fresh: boolean
  /** Serve the browser host and print its address, even when there is a display. */
  readonly headless: boolean
  readonly help: boolean
}

export const START_HELP = `npm start -- [--port N] [--data DIR] [--fresh] [--headless]

  --port N      port of the browser host on 127.0.0.1 (default: a free one)
  --data DIR    folder of the office (default: data)
  --fresh       delete the office in the folder and make a new demonstration office
  --headless    open no window: print the one-time address and serve it`

/** Parses the options. An invalid one is returned as a message of one line. */
export function parseStartOptions(
  args: readonly string[],
): { ok: true; value: StartOptions } | { ok: false; message: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '0' },
        data: { type: 'string', default: 'data' },
        fresh: { type: 'boolean', default: false },
        headless: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65535)
      return { ok: false, message: `--port needs a number from 0 to 65535, not "${values.port}".` }
    if (values.data === '') return { ok: false, message: '--data needs a folder.' }
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
    return { ok: false, message: (failure as Error).message }
  }
}

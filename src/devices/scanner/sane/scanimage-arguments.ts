/** The command line of `scanimage` for one job. */
import path from 'node:path'
import { PAPER_MILLIMETRES, type ScanSettings } from '../../../domain/devices/scanning.ts'
import { MOST_PAGES } from '../scanner.ts'
import type { SaneOptions } from './sane-options.ts'

/** Every value follows its option after an `=` in the same argument, so that none can be taken for an option. */
export function scanimageArguments(
  device: string,
  { sources, colours, resolutions, widest, longest, bothSides }: SaneOptions,
  { source, colour, resolution, paper }: ScanSettings,
  folder: string,
): string[] {
  const size = PAPER_MILLIMETRES[paper]
  const length = (option: string, wanted: number, most: number | null) =>
    most === null ? [] : [option, String(Math.min(wanted, most))]
  return [
    `--device-name=${device}`,
    '--format=png',
    '--progress',
    `--batch=${path.join(folder, 'page-%03d.png')}`,
    '--batch-print',
    `--batch-count=${source === 'flatbed' ? '1' : String(MOST_PAGES)}`,
    ...(sources[source] === undefined ? [] : [`--source=${sources[source]}`]),
    // After the source, which activates this option.
    ...(bothSides === null || source === 'flatbed' ? [] : [source === 'feeder-duplex' ? bothSides.on : bothSides.off]),
    ...(colours[colour] === undefined ? [] : [`--mode=${colours[colour]}`]),
    ...(resolutions.includes(resolution) ? [`--resolution=${String(resolution)}`] : []),
    ...length('-x', size.width, widest),
    ...length('-y', size.height, longest),
  ]
}

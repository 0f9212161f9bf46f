import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync('renderer/ui/tokens.css', 'utf8')

/** Parses `--name: light-dark(#…, #…)` into both colours. */
const tokens = new Map(
  [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [
    name ?? '',
    { light: light ?? '', dark: dark ?? '' },
  ]),
)

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

const SURFACES = ['surface', 'panel', 'raised', 'hover', 'accent-soft']
const TEXT: [text: string, on: string[]][] = [
  ['ink', [...SURFACES, 'sunken', 'attention-soft', 'erase-soft', 'good-soft']],
  ['ink-soft', [...SURFACES, 'sunken']],
  ['ink-faint', ['surface', 'panel', 'raised', 'hover', 'accent-soft', 'sunken']],
  ['accent-ink', SURFACES],
  ['on-accent', ['accent', 'accent-hover']],
  ['on-erase', ['erase', 'erase-hover']],
  ['attention-ink', [...SURFACES, 'attention-soft']],
  ['erase-ink', ['panel', 'surface', 'erase-soft']],
  ['good-ink', [...SURFACES, 'good-soft']],
]
const LINES: [line: string, on: string[]][] = [
  ['line-control', ['surface', 'panel', 'raised']],
  ['focus', ['surface', 'panel', 'raised']],
  ['accent', ['surface', 'panel']],
  ['erase-line', ['panel']],
  ['attention', ['panel']],
  ['attention-line', ['panel', 'attention-soft']],
]

describe.each(['light', 'dark'] as const)('contrast in %s', (theme) => {
  const colour = (name: string) => {
    const token = tokens.get(name)
    if (!token) throw new Error(`no token --${name}`)
    return token[theme]
  }
  it.each(TEXT.flatMap(([text, on]) => on.map((surface) => [text, surface] as const)))(
    'text %s on %s is at least 4.5:1',
    (text, surface) => {
      expect(contrast(colour(text), colour(surface))).toBeGreaterThanOrEqual(4.5)
    },
  )
  it.each(LINES.flatMap(([line, on]) => on.map((surface) => [line, surface] as const)))(
    'line %s on %s is at least 3:1',
    (line, surface) => {
      expect(contrast(colour(line), colour(surface))).toBeGreaterThanOrEqual(3)
    },
  )
})

/** The same icon as `icon.tsx`, as a DOM element, for parts drawn without React whose icon changes. */
import { ICON_PATHS, type IconName } from './icon-paths.ts'

const SVG = 'http://www.w3.org/2000/svg'

export interface IconElement {
  readonly element: SVGElement
  show(name: IconName): void
}

export function iconElement(size: number): IconElement {
  const element = document.createElementNS(SVG, 'svg')
  const path = document.createElementNS(SVG, 'path')
  for (const [name, value] of Object.entries({
    width: String(size),
    height: String(size),
    viewBox: '0 0 16 16',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '1.5',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': 'true',
  }))
    element.setAttribute(name, value)
  element.append(path)
  let shown: IconName | null = null
  return {
    element,
    show(name) {
      if (shown === name) return
      shown = name
      path.setAttribute('d', ICON_PATHS[name])
    },
  }
}

/** Small line icons, drawn here so that nothing is fetched. Always beside a word, so hidden from screen readers. */
const PATHS = {
  'arrow-left': 'M13 8H3m4-4L3 8l4 4',
  'arrow-right': 'M3 8h10M9 4l4 4-4 4',
  alert: 'M8 2 1.5 13.5h13L8 2Zm0 4.5v3.2m0 2v.1',
  check: 'm3 8.5 3.2 3.2L13 5',
  'check-circle': 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4ZM5.2 8.2l2 2 3.6-4',
  'chevron-down': 'm4 6 4 4 4-4',
  'chevron-up': 'm4 10 4-4 4 4',
  clock: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4ZM8 4.5V8l2.5 1.6',
  close: 'm4 4 8 8m0-8-8 8',
  cloud: 'M4.5 12.5h7a2.8 2.8 0 0 0 .4-5.6A4 4 0 0 0 4.3 6.2a3.2 3.2 0 0 0 .2 6.3Z',
  'cloud-off': 'M4.5 12.5h7a2.8 2.8 0 0 0 .4-5.6A4 4 0 0 0 4.3 6.2a3.2 3.2 0 0 0 .2 6.3ZM2 2l12 12',
  document: 'M4 1.8h5.2L12.5 5v9.2H4V1.8ZM9 2v3.3h3.3',
  erase: 'M3 4.5h10M6.5 4.5V2.5h3v2M4.2 4.5l.6 9h6.4l.6-9M6.7 7v4m2.6-4v4',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  'eye-off': 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM2.5 13.5l11-11',
  forward: 'M2.5 12.5V10a3 3 0 0 1 3-3h8M10 3.5 13.5 7 10 10.5',
  hourglass: 'M4 2h8M4 14h8M5 2v2.5L8 8l3-3.5V2M5 14v-2.5L8 8l3 3.5V14',
  info: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4ZM8 7.2v3.6M8 5v.1',
  join: 'M3 3.5h3l4 9h3M3 12.5h3l1.3-3M8.7 6.5 10 3.5h3',
  mail: 'M2 3.5h12v9H2v-9Zm0 .5 6 5 6-5',
  minus: 'M3 8h10',
  note: 'M3 2.5h10v7.5l-3.5 3.5H3v-11Zm10 7.5H9.5v3.5',
  pencil: 'm3 13 .7-3L10.5 3.2l2.3 2.3L6 12.3 3 13Z',
  person: 'M8 7.5a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4ZM2.8 14a5.2 5.2 0 0 1 10.4 0',
  play: 'M5 3v10l8-5-8-5Z',
  plus: 'M8 3v10M3 8h10',
  portal: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4ZM1.8 8h12.4M8 1.8c2 2 2.8 4 2.8 6.2S10 12.2 8 14.2C6 12.2 5.2 10.2 5.2 8S6 3.8 8 1.8Z',
  printer: 'M4.5 5.5V2h7v3.5M4.5 11.5H2.5v-6h11v6h-2M4.5 9.5h7V14h-7V9.5Z',
  question: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4ZM6.2 6.3A1.8 1.8 0 1 1 8.7 8c-.5.2-.7.5-.7 1M8 11.3v.1',
  return: 'M6 3 2.5 6.5 6 10M2.5 6.5H10a3.5 3.5 0 0 1 0 7H7',
  rotate: 'M13 3.5v3.3H9.7M12.7 6.8A5 5 0 1 0 13 9',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Zm3.6-1.4L14 14',
  send: 'M14 2 7.5 14l-1.8-5.7L2 6l12-4ZM5.7 8.3 14 2',
  shield: 'M8 1.8 13 3.5v4c0 3.3-2 5.6-5 6.7-3-1.1-5-3.4-5-6.7v-4l5-1.7ZM5.8 8l1.6 1.6 3-3.2',
  stamp: 'M6 2.5a2 2 0 0 1 4 0c0 1.5-.8 2.5-.8 4.5H13v3H3V7h3.8c0-2-.8-3-.8-4.5ZM3 13.5h10',
  sync: 'M13.5 6.5A5.7 5.7 0 0 0 3.2 5M2.5 9.5A5.7 5.7 0 0 0 12.8 11M3 2v3h3m7 9v-3h-3',
  withdraw: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4ZM3.8 12.2l8.4-8.4',
  'zoom-in': 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Zm3.6-1.4L14 14M7 5v4M5 7h4',
  'zoom-out': 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Zm3.6-1.4L14 14M5 7h4',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  )
}

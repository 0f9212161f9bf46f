/**
 * The page behind a paper's QR code. Every value on it is one of ours (a number, a date, a hash); all of them are
 * escaped nevertheless.
 */
import { formatDayAndTime } from '../../../domain/calendar/bucharest.ts'
import { KIND_LABELS, LETTER_LABELS, PAPER_LABELS } from '../../../domain/papers/labels.ts'
import type { Words } from '../../../domain/papers/words.ts'
import type { SealedPaper } from '../sealed-papers.ts'

export type Language = 'ro' | 'en'

/** The language a browser asks for first (RFC 9110 section 12.5.4); Romanian unless it is English. */
export function languageOf(header: string | string[] | undefined): Language {
  const wanted = (typeof header === 'string' ? header.slice(0, 1000) : '')
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';')
      const quality = parameters
        .map((parameter) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(parameter)?.[1])
        .find((value) => value !== undefined)
      return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ language, quality }) => (language === 'ro' || language === 'en') && quality > 0)
    .sort((a, b) => b.quality - a.quality)
  return wanted[0]?.language === 'en' ? 'en' : 'ro'
}

const WORDS = {
  ro: {
    title: 'Verificarea unui document',
    found: (house: string) => `Documentul a fost emis de ${house}`,
    unknown: 'Cod necunoscut',
    unknownHint: (house: string) =>
      `Niciun document emis de ${house} nu poartă acest cod. Verificați codul tipărit pe document; dacă este cel corect, documentul nu a fost emis de noi.`,
    paper: 'Document',
    number: 'Cererea nr.',
    asked: 'Obiectul cererii',
    outcome: 'Rezultat',
    sealedAt: 'Sigilat la',
    hash: 'Amprenta SHA-256 a fișierului PDF',
    duplicate: 'Duplicat sigilat la',
    duplicateHash: 'Amprenta SHA-256 a duplicatului',
    registered: 'cerere înregistrată; executarea se dovedește numai prin recipisă',
    hint: 'Comparați aceste date cu cele de pe document. Dacă diferă, documentul nu este cel emis de noi.',
  },
  en: {
    title: 'Verification of a document',
    found: (house: string) => `The document was issued by the ${house}`,
    unknown: 'Unknown code',
    unknownHint: (house: string) =>
      `No document issued by the ${house} carries this code. Check the code printed on the document; if it is right, the document was not issued by us.`,
    paper: 'Document',
    number: 'Request no.',
    asked: 'Subject of the request',
    outcome: 'Outcome',
    sealedAt: 'Sealed at',
    hash: 'SHA-256 of the PDF file',
    duplicate: 'Duplicate sealed at',
    duplicateHash: 'SHA-256 of the duplicate',
    registered: 'request registered; its execution is proved by the receipt alone',
    hint: 'Compare these facts with those on the document. If they differ, the document is not the one we issued.',
  },
} as const

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${String(character.codePointAt(0))};`)

const STYLE = `:root{color-scheme:light dark}body{font:1.125rem/1.5 system-ui,sans-serif;max-width:40rem;margin:0 auto;padding:2rem 1rem}h1{font-size:1.5rem;line-height:1.25}
dt{font-weight:600;margin-top:1rem}dd{margin:0;overflow-wrap:anywhere}.house{opacity:.8}.hash{font-family:ui-monospace,monospace;font-size:.9rem}`

function outcomeOf({ kind, letter, request }: SealedPaper, language: Language): string {
  if (kind === 'proof-of-registration') return WORDS[language].registered
  return (letter === null ? KIND_LABELS[request].outcome : LETTER_LABELS[letter].outcome)[language]
}

export function verificationPage(language: Language, paper: SealedPaper | undefined, house: Words): string {
  const words = WORDS[language]
  const facts: (readonly [string, string, string?])[] = paper
    ? [
        [words.paper, PAPER_LABELS[paper.kind].title[language]],
        [words.number, paper.number],
        [words.asked, KIND_LABELS[paper.request].matter[language]],
        [words.outcome, outcomeOf(paper, language)],
        [words.sealedAt, formatDayAndTime(paper.sealedAt)],
        [words.hash, paper.sha256, 'hash'],
        ...(paper.duplicate
          ? ([
              [words.duplicate, formatDayAndTime(paper.duplicate.sealedAt)],
              [words.duplicateHash, paper.duplicate.sha256, 'hash'],
            ] as const)
          : []),
      ]
    : []
  const list = facts
    .map(([name, value, look = '']) => `<dt>${escaped(name)}</dt><dd class="${look}">${escaped(value)}</dd>`)
    .join('')
  const main = paper
    ? `<h1>${escaped(words.found(house[language]))}</h1><dl>${list}</dl><p>${escaped(words.hint)}</p>`
    : `<h1>${escaped(words.unknown)}</h1><p>${escaped(words.unknownHint(house[language]))}</p>`
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(words.title)} — ${escaped(house[language])}</title><style>${STYLE}</style></head>
<body><p class="house">${escaped(house[language])}</p><main>${main}</main></body></html>
`
}

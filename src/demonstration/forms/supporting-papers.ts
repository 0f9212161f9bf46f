/** Draws the papers that accompany a request: a power of attorney, a birth certificate. Marked as a demonstration. */
import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas'
import { formatDay } from '../../domain/calendar/bucharest.ts'
import type { Day } from '../../domain/calendar/day.ts'
import { fullName } from '../../domain/papers/paper-content.ts'
import type { Person } from '../population/people.ts'
import type { Seeded } from '../seeded.ts'
import { type Hand, sign, write } from './handwriting.ts'
import { PAGE } from './paper-and-scanner.ts'

function blank(): { canvas: Canvas; context: SKRSContext2D } {
  const canvas = createCanvas(PAGE.width, PAGE.height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, PAGE.width, PAGE.height)
  return { canvas, context }
}

/** Writes text in lines of a given width. Returns the y coordinate for the next paragraph. */
function paragraph(
  context: SKRSContext2D,
  text: string,
  y: number,
  { size = 25, font = 'Form', left = 130, width = 980 } = {},
): number {
  context.font = `${String(size)}px "${font}"`
  context.fillStyle = '#1d1d1f'
  let row = ''
  let at = y
  for (const word of text.split(' ')) {
    const longer = row === '' ? word : `${row} ${word}`
    if (context.measureText(longer).width > width) {
      context.fillText(row, left, at)
      at += size * 1.5
      row = word
    } else row = longer
  }
  context.fillText(row, left, at)
  return at + size * 2.1
}

/** Draws a round stamp, slightly rotated. */
function stamp(context: SKRSContext2D, x: number, y: number, text: readonly [string, string], chance: Seeded): void {
  context.save()
  context.translate(x, y)
  context.rotate(chance.unit() * 0.5 - 0.25)
  context.globalAlpha = 0.62
  context.strokeStyle = '#33439a'
  context.fillStyle = '#33439a'
  for (const [radius, thickness] of [
    [104, 4],
    [96, 1.5],
    [58, 1.5],
  ] as const) {
    context.lineWidth = thickness
    context.beginPath()
    context.arc(0, 0, radius, 0, Math.PI * 2)
    context.stroke()
  }
  context.font = '21px "Form Semibold"'
  context.textAlign = 'center'
  const ring = ` ${text[0]} · ${text[0]} ·`
  ;[...ring].forEach((letter, index) => {
    context.save()
    context.rotate((index / ring.length) * Math.PI * 2)
    context.fillText(letter, 0, -68)
    context.restore()
  })
  text[1].split(' ').forEach((word, index) => {
    context.fillText(word, 0, -8 + index * 26)
  })
  context.restore()
}

export function powerOfAttorney(
  holder: Person,
  proxy: Person,
  day: Day,
  { hand, chance }: { hand: Hand; chance: Seeded },
): Canvas {
  const { canvas, context } = blank()
  paragraph(context, 'ROMÂNIA · BIROU INDIVIDUAL NOTARIAL (DEMONSTRATIV)', 120, { font: 'Form Semibold', size: 24 })
  paragraph(context, 'Document inventat pentru demonstrație, fără valoare juridică', 156, {
    font: 'Form Italic',
    size: 19,
  })
  context.textAlign = 'center'
  paragraph(context, 'PROCURĂ SPECIALĂ', 270, { font: 'Form Bold', size: 40, left: PAGE.width / 2 })
  context.textAlign = 'left'
  let y = paragraph(
    context,
    `Subsemnata ${fullName(holder)}, cu domiciliul în ${holder.address}, CNP ${holder.cnp}, ` +
      `împuternicesc prin prezenta pe fiul meu, ${fullName(proxy)}, ` +
      `cu domiciliul în ${proxy.address}, CNP ${proxy.cnp},`,
    370,
  )
  y = paragraph(
    context,
    'ca în numele meu și pentru mine să solicite la Casa de Asigurări de Sănătate Iași ' +
      'anonimizarea dosarului meu electronic de sănătate, cunoscând că aceasta înseamnă ' +
      'ștergerea definitivă a documentelor și datelor medicale, să semneze cererea, ' +
      'să primească dovada înregistrării, răspunsul și recipisa.',
    y,
  )
  y = paragraph(
    context,
    'Mandatul este special și gratuit și este valabil până la îndeplinirea lui. ' +
      'Tehnoredactată și autentificată astăzi, data autentificării, ' +
      'într-un exemplar original care rămâne la arhivă și două duplicate.',
    y,
  )
  y = paragraph(context, 'MANDANT,', y + 40, { font: 'Form Semibold' })
  write(context, holder.surname, 150, y + 24, { hand, chance })
  sign(context, holder.surname, 330, y + 24, { hand, chance })
  y = paragraph(
    context,
    `Încheiere de autentificare nr. DEMO-${String(chance.integer(100, 999))} din ${formatDay(day)}`,
    y + 160,
    { font: 'Form Semibold' },
  )
  paragraph(
    context,
    'S-a prezentat partea, care după citirea actului a consimțit la autentificarea lui ' +
      'și a semnat unicul exemplar. În temeiul legii se declară autentic prezentul înscris. Notar public,',
    y,
  )
  sign(context, 'Notar', 200, y + 190, { hand: { ...hand, ink: [30, 30, 36] }, chance })
  stamp(context, 900, y + 190, ['NOTAR DEMONSTRATIV', 'IAȘI DEMO'], chance)
  return canvas
}

export function birthCertificate(
  child: Person,
  parents: readonly [mother: string, father: string],
  { chance }: { chance: Seeded },
): Canvas {
  const { canvas, context } = blank()
  context.strokeStyle = '#7f9aa0'
  context.lineWidth = 5
  context.strokeRect(70, 90, 1100, 1100)
  context.lineWidth = 1.5
  context.strokeRect(84, 104, 1072, 1072)
  context.textAlign = 'center'
  paragraph(context, 'ROMÂNIA', 190, { font: 'Form Semibold', left: PAGE.width / 2, size: 30 })
  paragraph(context, 'CERTIFICAT DE NAȘTERE', 260, { font: 'Form Bold', left: PAGE.width / 2, size: 42 })
  paragraph(context, 'Copie demonstrativă, document inventat', 304, {
    font: 'Form Italic',
    left: PAGE.width / 2,
    size: 20,
  })
  context.textAlign = 'left'
  const rows: readonly (readonly [string, string])[] = [
    ['Numele de familie', child.surname],
    ['Prenumele', child.givenNames],
    ['Sexul', child.sex === 'male' ? 'M' : 'F'],
    ['Data nașterii', formatDay(child.birthDay)],
    ['Codul numeric personal', child.cnp],
    ['Locul nașterii', 'Municipiul Iași, județul Iași'],
    ['Mama', parents[0]],
    ['Tatăl', parents[1]],
  ]
  rows.forEach(([label, value], index) => {
    const y = 400 + index * 74
    paragraph(context, label, y, { size: 22, left: 150, font: 'Form Italic' })
    paragraph(context, value, y, { size: 27, left: 500, font: 'Form Semibold' })
    context.strokeStyle = '#b9c6c9'
    context.beginPath()
    context.moveTo(150, y + 14)
    context.lineTo(1090, y + 14)
    context.stroke()
  })
  paragraph(context, 'Ofițer de stare civilă,', 1060, { size: 22, left: 150 })
  stamp(context, 930, 1060, ['STARE CIVILĂ DEMO', 'IAȘI DEMO'], chance)
  return canvas
}

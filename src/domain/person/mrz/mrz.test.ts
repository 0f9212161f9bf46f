import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../calendar/day.ts'
import { cnpControlDigit } from '../cnp.ts'
import { toMrzName } from '../name.ts'
import { mrzCheckDigit } from './check-digit.ts'
import { LAYOUTS } from './format.ts'
import { parseMrz } from './mrz.ts'

const TODAY = '2026-11-23'
const OLD_CARD = 'IDROUPOPESCU<<ANA<MARIA<<<<<<<<<<<<<\nMZ123456<0ROU8506151F310615422200194'
const reading = (text: string) => {
  const result = parseMrz(text, TODAY)
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}
const code = (text: string): string => {
  const result = parseMrz(text, TODAY)
  return result.ok ? 'ok' : result.problem.code
}
const digit = (field: string): string => String(mrzCheckDigit(field))

describe('specimens', () => {
  test('the old Romanian identity card carries the whole CNP', () => {
    expect(reading(OLD_CARD)).toMatchObject({
      format: 'TD2',
      documentType: 'identity-card',
      documentNumber: 'MZ123456',
      series: 'MZ',
      number: '123456',
      issuer: 'ROU',
      nationality: 'ROU',
      surname: 'POPESCU',
      givenNames: 'ANA MARIA',
      nameTruncated: false,
      sex: 'female',
      birthDate: '1985-06-15',
      expiryDate: '2031-06-15',
      cnp: { value: '2850615220019' },
      corrections: [],
    })
  })
  test('ICAO 9303: TD1, TD2 and TD3', () => {
    const td1 = 'I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<'
    const td2 = 'I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6'
    const td3 = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10'
    const eriksson = {
      surname: 'ERIKSSON',
      givenNames: 'ANNA MARIA',
      birthDate: '1974-08-12',
      expiryDate: '2012-04-15',
      sex: 'female',
      issuer: 'UTO',
      cnp: null,
      series: '',
    }
    expect(reading(td1)).toMatchObject({
      ...eriksson,
      format: 'TD1',
      documentNumber: 'D23145890',
      documentType: 'identity-card',
    })
    expect(reading(td2)).toMatchObject({
      ...eriksson,
      format: 'TD2',
      documentNumber: 'D23145890',
      documentType: 'identity-card',
    })
    expect(reading(td3)).toMatchObject({
      ...eriksson,
      format: 'TD3',
      documentNumber: 'L898902C3',
      documentType: 'passport',
    })
  })
  test('a document number of more than nine characters goes on in the optional data', () => {
    expect(
      reading('I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<'),
    ).toMatchObject({ documentNumber: 'D23145890734', birthDate: '1934-07-12' })
  })
})

describe('what no check digit covers', () => {
  const card = (issuer: string, nationality: string) => {
    const second = `MZ123456<0${nationality}8506151F3106154<<<<<<<`
    const composite = digit(second.slice(0, 10) + second.slice(13, 20) + second.slice(21))
    return `ID${issuer}POPESCU<<ANA<MARIA<<<<<<<<<<<<<\n${second}${composite}`
  }
  test.each(['ROU', 'D<<', 'MDA', 'RKS', 'GBN', 'XXA', 'EUE'])('%s is a state', (state) => {
    expect(code(card(state, state))).toBe('ok')
  })
  // Letters misread by one stroke, or a name that moved by one cell.
  test.each(['NIT', 'TJF', 'ZES', 'RDU', 'HOU', 'FRU', 'D<A', '<RO', '<<<', 'MDR'])(
    '%s is none: not proved as issuer, nor as nationality',
    (state) => {
      expect(code(card(state, 'ROU'))).toBe('mrz.state')
      expect(code(card('ROU', state))).toBe('mrz.state')
    },
  )
  test('a long number of Belgium counts the filler before its continuation', () => {
    expect(
      reading('IDBEL000590240<6013<<<<<<<<<<<\n8512017F1311048BEL851201002007\nREINARTZ<<ULRIKE<KATIA<E<<<<<<'),
    ).toMatchObject({ documentNumber: '000590240601', issuer: 'BEL' })
    // Of other issuers the filler is not counted.
    expect(code('IDAUT000590240<6013<<<<<<<<<<<\n8512017F1311048AUT851201002007\nREINARTZ<<ULRIKE<KATIA<E<<<<<<')).toBe(
      'mrz.check-digit',
    )
  })
})

describe('how it comes in', () => {
  const [first = '', second = ''] = OLD_CARD.split('\n')
  test.each([
    ['lower case', OLD_CARD.toLowerCase()],
    ['carriage returns', OLD_CARD.replace('\n', '\r\n') + '\r'],
    ['run together by a wedge scanner', first + second + '\r'],
    ['framed by control characters', `\u0002${first}\r${second}\u0003`],
    ['spaces between characters', [...OLD_CARD].join(' ')],
    ['guillemets', OLD_CARD.replace('<<ANA', '«ANA')],
    ['lost fillers after the name', 'IDROUPOPESCU<<ANA<MARIA\n' + second],
    ['under a line that could be its names', `CARTE DE IDENTITATE\n${OLD_CARD}`],
    ['among other lines', `CARTE DE IDENTITATE\nRomânia\n\n${OLD_CARD}\nsfârșit`],
  ])('%s', (_, text) => {
    expect(reading(text)).toMatchObject({
      documentNumber: 'MZ123456',
      surname: 'POPESCU',
      givenNames: 'ANA MARIA',
      cnp: { value: '2850615220019' },
    })
  })
})

describe('mixed-up characters', () => {
  test('are put right by position and reported', () => {
    const spoilt = OLD_CARD.replace('IDROU', '1DR0U').replace('8506151F', 'B5O615IF').replace('42220019', '4222OO19')
    const found = reading(spoilt)
    expect(found.lines.join('\n')).toBe(OLD_CARD)
    expect(found.corrections).toEqual([
      { line: 1, column: 1, from: '1', to: 'I' },
      { line: 1, column: 4, from: '0', to: 'O' },
      { line: 2, column: 14, from: 'B', to: '8' },
      { line: 2, column: 16, from: 'O', to: '0' },
      { line: 2, column: 20, from: 'I', to: '1' },
      { line: 2, column: 32, from: 'O', to: '0' },
      { line: 2, column: 33, from: 'O', to: '0' },
    ])
  })
  test('in a document number only what its check digit proves', () => {
    const number = 'MB058121<'
    const line = `${number}${digit(number)}ROU8506151F31061542220019`
    const composite = digit(line.slice(0, 10) + line.slice(13, 20) + line.slice(21, 35))
    const card = `${OLD_CARD.split('\n')[0] ?? ''}\n${line}${composite}`
    expect(reading(card.replace('MB058121', 'M8O58I2I')).documentNumber).toBe('MB058121')
    expect(code(card.replace('MB058121', 'MB058122'))).toBe('mrz.check-digit')
  })
})

describe('refused with a clear problem', () => {
  const cut = OLD_CARD.slice(0, -1)
  test.each([
    ['nothing', '', { code: 'mrz.format', details: { lines: 0, length: 0 } }],
    ['a line too short', cut, { code: 'mrz.format', details: { lines: 2, length: 36 } }],
    ['a visa', 'V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<', { code: 'mrz.format' }],
    ['foreign characters', OLD_CARD.replace('POPESCU', 'ПОПЕСКУ'), { code: 'mrz.format' }],
    ['a flood', '<'.repeat(1_000_000), { code: 'mrz.format' }],
    [
      'another check digit of the birth date',
      OLD_CARD.replace('8506151F', '8506152F'),
      { code: 'mrz.check-digit', details: { fields: ['birth-date', 'composite'] } },
    ],
    ['another composite', `${cut}5`, { code: 'mrz.check-digit', details: { fields: ['composite'] } }],
  ])('%s', (_, text, expected) => {
    expect(parseMrz(text, TODAY)).toMatchObject({ ok: false, problem: expected })
  })
  test('dates that do not exist, though their check digits hold', () => {
    for (const [birth, expiry] of [
      ['850230', '310615'],
      ['851315', '310615'],
      ['850615', '310631'],
    ] as const) {
      const line = `MZ123456<0ROU${birth}${digit(birth)}F${expiry}${digit(expiry)}<<<<<<<`
      const composite = digit(line.slice(0, 10) + line.slice(13, 20) + line.slice(21, 35))
      expect(code(`${OLD_CARD.split('\n')[0] ?? ''}\n${line}${composite}`), `${birth} ${expiry}`).toBe('document.date')
    }
  })
  test('a CNP that does not agree with the birth date is not taken', () => {
    const line = 'MZ123456<0ROU8506151F31061542220018'
    const composite = digit(line.slice(0, 10) + line.slice(13, 20) + line.slice(21, 35))
    expect(reading(`${OLD_CARD.split('\n')[0] ?? ''}\n${line}${composite}`).cnp).toBeNull()
  })
})

/* Whole documents by the rules, and what a tired eye makes of them. */

const birthDate = fc.nat(36_000).map((days) => addDays(TODAY, -days))
const person = fc.record({
  surname: fc.stringMatching(/^[A-Z]{2,8}(-[A-Z]{2,8})?$/),
  givenNames: fc.stringMatching(/^[A-Z]{2,6}( [A-Z]{2,6})?$/),
  birthDate,
  female: fc.boolean(),
  expiry: fc.integer({ min: -3000, max: 20_000 }).map((days) => addDays(TODAY, days)),
  unlimited: fc.boolean(),
  number: fc.stringMatching(/^[A-Z]{2}[0-9]{6}$/),
  serial: fc.integer({ min: 900, max: 999 }),
})
const short = (day: string): string => day.slice(2).replaceAll('-', '')

interface Made {
  readonly text: string
  readonly cnp: string
}
function documentOf(
  holder: typeof person extends fc.Arbitrary<infer T> ? T : never,
  format: 'TD1' | 'TD2' | 'TD3',
): Made {
  const first = (holder.birthDate < '2000' ? 1 : 5) + (holder.female ? 1 : 0)
  const twelve = `${String(first)}${short(holder.birthDate)}22${String(holder.serial)}`
  const cnp = `${twelve}${String(cnpControlDigit(twelve))}`
  const expiry = holder.unlimited ? '<<<<<<' : short(holder.expiry)
  const dates = (between: string): string =>
    `${short(holder.birthDate)}${digit(short(holder.birthDate))}${holder.female ? 'F' : 'M'}${expiry}${digit(expiry)}${between}`
  const number = holder.number.padEnd(9, '<')
  if (format === 'TD1') {
    const one = `IDROU${number}${digit(number)}${cnp}<<`
    const two = dates('ROU<<<<<<<<<<<')
    return {
      text: `${one}\n${two}${digit(one.slice(5) + two.slice(0, 7) + two.slice(8, 15) + two.slice(18))}\n${toMrzName(holder, 30)}`,
      cnp,
    }
  }
  const optional = format === 'TD2' ? cnp.charAt(0) + cnp.slice(7) : `${cnp}<${digit(`${cnp}<`)}`
  const two = `${number}${digit(number)}ROU${dates(optional)}`
  const composite = digit(two.slice(0, 10) + two.slice(13, 20) + two.slice(21))
  return {
    text: `${format === 'TD2' ? 'IDROU' : 'P<ROU'}${toMrzName(holder, format === 'TD2' ? 31 : 39)}\n${two}${composite}`,
    cnp,
  }
}
const format = fc.constantFrom('TD1', 'TD2', 'TD3')

/** The names as far as the zone has room for them (ICAO 9303-3, 4.6): the rest is cut off. */
function namesInZone({ surname, givenNames }: { surname: string; givenNames: string }, width: number) {
  const [first = '', second = ''] = `${surname.replace('-', ' ').trim()}<<${givenNames}`.slice(0, width).split('<<')
  return { surname: first.trim(), givenNames: second.trim() }
}

test('every document made by the rules reads back as its holder, its names as far as they fit', () => {
  fc.assert(
    fc.property(person, format, (holder, kind) => {
      const { text, cnp } = documentOf(holder, kind)
      expect(reading(text)).toMatchObject({
        format: kind,
        documentType: { TD1: 'electronic-identity-card', TD2: 'identity-card', TD3: 'passport' }[kind],
        documentNumber: holder.number,
        ...namesInZone(holder, { TD1: 30, TD2: 31, TD3: 39 }[kind]),
        birthDate: holder.birthDate,
        expiryDate: holder.unlimited ? 'unlimited' : holder.expiry,
        sex: holder.female ? 'female' : 'male',
        cnp: { value: cnp },
        corrections: [],
      })
    }),
  )
})

test('fillers lost at the ends of lines are put back', () => {
  fc.assert(
    fc.property(person, format, (holder, kind) => {
      const { text, cnp } = documentOf(holder, kind)
      const bare = text
        .split('\n')
        .map((line) => line.replace(/<+$/, ''))
        .join('\r\n')
      expect(reading(bare)).toMatchObject({ format: kind, documentNumber: holder.number, cnp: { value: cnp } })
    }),
  )
})

test('confusion at any place of certain class is always put right', () => {
  const misread: Readonly<Record<string, string>> = {
    '0': 'O',
    '1': 'I',
    '8': 'B',
    '5': 'S',
    '2': 'Z',
    '6': 'G',
    O: '0',
    I: '1',
    B: '8',
    S: '5',
    Z: '2',
    G: '6',
  }
  fc.assert(
    fc.property(person, format, fc.infiniteStream(fc.boolean()), (holder, kind, coins) => {
      const { text, cnp } = documentOf(holder, kind)
      const number = LAYOUTS.find((layout) => layout.format === kind)?.documentNumber ?? [0, 0, 0]
      const spoilt = text
        .split('\n')
        .map((line, row) =>
          [...line]
            .map((character, column) =>
              row === number[0] && column >= number[1] && column < number[2]
                ? character
                : coins.next().value
                  ? (misread[character] ?? character)
                  : character,
            )
            .join(''),
        )
        .join('\n')
      const found = reading(spoilt)
      expect(found.lines.join('\n')).toBe(text)
      expect(found.cnp?.value).toBe(cnp)
      expect(found.corrections.length).toBe([...text].filter((character, index) => spoilt[index] !== character).length)
    }),
  )
})

test('one digit changed in any date or number is never read as something else', () => {
  fc.assert(
    fc.property(person, format, fc.nat(200), fc.integer({ min: 1, max: 9 }), (holder, kind, place, by) => {
      const { text } = documentOf(holder, kind)
      const digits = [...text].flatMap((character, index) => (/[0-9]/.test(character) ? [index] : []))
      const at = digits[place % digits.length] ?? 0
      const changed = text.slice(0, at) + String((Number(text[at]) + by) % 10) + text.slice(at + 1)
      const result = parseMrz(changed, TODAY)
      // What is accepted is what was meant: a changed digit may be an exchange that could be undone.
      if (result.ok) expect(result.value.lines.join('\n')).toBe(text)
    }),
  )
})

test('total over any text', () => {
  const zone = fc.string({ unit: fc.constantFrom(...'ABCIOPSVZ0123456789<'), minLength: 88, maxLength: 90 })
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 200 }),
        zone,
        zone.map((text) => `P<${text.slice(2)}`),
      ),
      (text) => typeof parseMrz(text, TODAY).ok === 'boolean',
    ),
  )
})

describe('what depends on one place of the zone', () => {
  /** A card of two lines of 36, with valid check digits whatever is put into its fields. */
  const card = ({
    code = 'ID',
    issuer = 'ROU',
    nationality = 'ROU',
    name = 'POPESCU<<ANA',
    sex = 'F',
    number = 'MZ123456',
    birth = '850615',
    expiry = '310615',
    optional = '2220019',
  } = {}) => {
    const field = number.padEnd(9, '<')
    const line = `${field}${digit(field)}${nationality}${birth}${digit(birth)}${sex}${expiry}${digit(expiry)}${optional}`
    const composite = digit(line.slice(0, 10) + line.slice(13, 20) + line.slice(21, 35))
    return `${`${code}${issuer}${name}`.padEnd(36, '<')}\n${line}${composite}`
  }
  const passport = ({ code = 'P<', issuer = 'UTO', number = 'L898902C3' } = {}) => {
    const field = number.padEnd(9, '<')
    const two = `${field}${digit(field)}${issuer}7408122F1204159${'<'.repeat(14)}<`
    const composite = digit(two.slice(0, 10) + two.slice(13, 20) + two.slice(21))
    return `${`${code}${issuer}ERIKSSON<<ANNA`.padEnd(44, '<')}\n${two}${composite}`
  }

  test.each([
    ['a Romanian card', card(), 'identity-card'],
    ['a card of another state', card({ issuer: 'UTO', nationality: 'UTO' }), 'identity-card'],
    ['a card of a Romanian, of another state', card({ issuer: 'UTO' }), 'identity-card'],
    ['a card that Romania issued to a foreigner', card({ nationality: 'UTO' }), 'residence-permit'],
    ['a passport', passport(), 'passport'],
    ['two long lines of no passport', passport({ code: 'IP' }), null],
    ['two short lines of no card', card({ code: 'XI' }), null],
  ])('%s is a document of its type', (_, text, documentType) => {
    expect(reading(text).documentType).toBe(documentType)
  })

  test.each([
    ['F', 'female', '2850615220019'],
    ['M', 'male', undefined],
    ['<', 'unspecified', '2850615220019'],
  ])('the sex %s is %s, and a CNP of the other sex is not taken', (sex, read, cnp) => {
    const found = reading(card({ sex }))
    expect([found.sex, found.cnp?.value]).toEqual([read, cnp])
  })

  test.each([
    ['a Romanian card: two letters, then digits', card(), ['MZ', '123456']],
    ['a Romanian card with another number', card({ number: 'M1234567' }), ['', 'M1234567']],
    ['a Romanian card with three letters', card({ number: 'AMZ12345' }), ['', 'AMZ12345']],
    ['a Romanian card with a letter at the end', card({ number: 'MZ12345A' }), ['', 'MZ12345A']],
    ['a card of another state', card({ issuer: 'UTO', nationality: 'UTO' }), ['', 'MZ123456']],
    ['a Romanian passport', passport({ issuer: 'ROU', number: 'MZ123456' }), ['', 'MZ123456']],
    ['a number with a filler within', card({ number: 'MZ<123' }), ['', 'MZ<123']],
  ])('the series and number of %s', (_, text, [series, number]) => {
    expect(reading(text)).toMatchObject({ series, number })
  })

  test.each([
    ['POPESCU<<ANA<MARIA', { surname: 'POPESCU', givenNames: 'ANA MARIA', nameTruncated: false }],
    ['<<POPESCU<<ANA', { surname: 'POPESCU', givenNames: 'ANA', nameTruncated: false }],
    ['POPESCU<<<ANA<<<MARIA', { surname: 'POPESCU', givenNames: 'ANA MARIA', nameTruncated: false }],
    ['POPESCU', { surname: 'POPESCU', givenNames: '', nameTruncated: false }],
    ['A'.repeat(31), { surname: 'A'.repeat(31), givenNames: '', nameTruncated: true }],
  ])('the names in %s', (name, expected) => {
    expect(reading(card({ name }))).toMatchObject(expected)
  })
  test('a zone without a name is refused', () => {
    expect(code(card({ name: '' }))).toBe('name.empty')
  })

  test('every check of a proved zone is listed', () => {
    const fields = (text: string) => reading(text).checks.map(({ field, ok }) => [field, ok])
    const always = ['document-number', 'birth-date', 'expiry-date']
    expect(fields(card())).toEqual([...always, 'composite'].map((field) => [field, true]))
    expect(fields(passport())).toEqual([...always, 'optional-data', 'composite'].map((field) => [field, true]))
  })
  test('a check digit of the whole zone may not be missing', () => {
    expect(code(`${card().slice(0, -1)}<`)).toBe('mrz.check-digit')
  })

  describe('a number of more than nine characters', () => {
    const long = (rest: string) => {
      const line = `D23145890<UTO7408122F1204159${rest.padEnd(7, '<')}`
      const composite = digit(line.slice(0, 10) + line.slice(13, 20) + line.slice(21, 35))
      return `${'I<UTOERIKSSON<<ANNA'.padEnd(36, '<')}\n${line}${composite}`
    }
    test('ends with its check digit', () => {
      expect(reading(long(`734${digit('D23145890734')}`)).documentNumber).toBe('D23145890734')
      expect(code(long(`734${String((Number(digit('D23145890734')) + 1) % 10)}`))).toBe('mrz.check-digit')
    })
    test.each(['', digit('D23145890')])('is none with %j behind its filler', (rest) => {
      expect(code(long(rest))).toBe('mrz.check-digit')
    })
  })

  test.each([
    ['8506<<', null],
    ['85<<<<', null],
    ['<<<<<<', null],
    ['850<<<', 'document.date'],
    ['<850<<', 'document.date'],
    ['261123', '2026-11-23'],
    ['261124', '1926-11-24'],
  ])('the birth date %s', (birth, expected) => {
    const text = card({ issuer: 'UTO', nationality: 'UTO', birth, optional: '<<<<<<<' })
    if (expected === 'document.date') expect(code(text)).toBe(expected)
    else expect(reading(text).birthDate).toBe(expected)
  })
  test.each([
    ['<<<<<<', 'unlimited'],
    ['3106<<', 'document.date'],
    ['<<0615', 'document.date'],
    ['310615', '2031-06-15'],
  ])('the expiry date %s', (expiry, expected) => {
    const text = card({ expiry })
    if (expected === 'document.date') expect(code(text)).toBe(expected)
    else expect(reading(text).expiryDate).toBe(expected)
  })

  test.each(['«', '≪', '‹‹', '〈〈', '＜＜', '&lt;&lt;'])('%s stands for two fillers', (filler) => {
    expect(reading(card().replace('<<ANA', `${filler}ANA`))).toMatchObject({ surname: 'POPESCU', givenNames: 'ANA' })
  })

  test.each([
    ['2220019', '2850615220019'],
    ['222001<', undefined],
    ['<222001', undefined],
    ['<<<<<<<', undefined],
    ['2220018', undefined],
  ])('a CNP in the optional data %s', (optional, cnp) => {
    expect(reading(card({ optional })).cnp?.value).toBe(cnp)
  })
})

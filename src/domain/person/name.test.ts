import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareNames, foldName, isNameOfAnother, normaliseRomanian, toMrzName } from './name.ts'

const name = (surname: string, givenNames: string): { surname: string; givenNames: string } => ({ surname, givenNames })
const syllable = fc.constantFrom('Șt', 'ă', 'țî', 'ra', 'pop', 'escu', 'Âr', 'Ö', 'ß', 'O’', 'an')
const word = fc.array(syllable, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''))
const words = fc
  .array(word, { maxLength: 3 })
  .chain((list) => fc.constantFrom(' ', '-', '<').map((glue) => list.join(glue)))
const anyName = fc.record({ surname: words, givenNames: words })

describe('normalising', () => {
  test('cedilla forms, however composed, become comma-below', () => {
    expect(normaliseRomanian('  Ştefănescu\tŢîru\n')).toBe('Ștefănescu Țîru')
    expect(normaliseRomanian('s\u0327t\u0327S\u0326T\u0326')).toBe('șțȘȚ')
    expect(normaliseRomanian('a\u0306')).toBe('ă')
  })
  test('twice is once, and no cedilla is left', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normaliseRomanian(text)
        expect(normaliseRomanian(once)).toBe(once)
        expect(once).not.toMatch(/[şŞţŢ]/)
      }),
    )
  })
})

describe('folding', () => {
  test('what a machine-readable zone, a certificate and a person write folds alike', () => {
    for (const text of ['Ștefănescu-Țîru', 'STEFANESCU<TIRU', 'ştefănescu ţîru', 'S\u0326tefa\u0306nescu – Ti\u0302ru'])
      expect(foldName(text), text).toBe('stefanescu tiru')
    expect(foldName('D’Arc Kőrösi Großmann')).toBe('darc korosi grossmann')
  })
  test.each([
    ['Strauß', 'strauss'],
    ['Æsir', 'aesir'],
    ['Cœur', 'coeur'],
    ['Ørsted', 'orsted'],
    ['Đorđe', 'dorde'],
    ['Guðrún', 'gudrun'],
    ['Łukasz', 'lukasz'],
    ['Þór', 'thor'],
    ['Ħaġar', 'hagar'],
    ['Işık', 'isik'],
    ['Ŋaŋa', 'nana'],
    ['Ŧeŧe', 'tete'],
    ["D'Arc, St. John", 'darc st john'],
  ])('%s as in the machine-readable zone', (text, folded) => {
    expect(foldName(text)).toBe(folded)
  })
  test('twice is once', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => foldName(foldName(text)) === foldName(text)))
    fc.assert(
      fc.property(fc.stringMatching(/^[À-ɏ İıẞ.'-]{0,12}$/), (text) => foldName(foldName(text)) === foldName(text)),
    )
  })
  test('normalising first changes nothing', () => {
    fc.assert(fc.property(words, (text) => foldName(normaliseRomanian(text)) === foldName(text)))
  })
})

describe('comparing', () => {
  test('the cases of the counter', () => {
    expect(compareNames(name('Popescu', 'Ana-Maria'), name('POPESCU', 'ANA MARIA'))).toBe('same')
    expect(compareNames(name('Popescu', 'Maria Ana'), name('Popescu', 'Ana Maria'))).toBe('same')
    expect(compareNames(name('Ștefan', 'Ion'), name('Ştefan', 'Ion'))).toBe('same')
    expect(compareNames(name('Popescu', 'Ana Maria'), name('Popescu', 'Ana'))).toBe('partial')
    expect(compareNames(name('Popescu Ionescu', 'Ana'), name('Ionescu', 'Ana'))).toBe('partial')
    expect(compareNames(name('Ana', 'Popescu'), name('Popescu', 'Ana'))).toBe('partial')
    expect(compareNames(name('Popescu', ''), name('Popescu', 'Ana'))).toBe('partial')
    expect(compareNames(name('Popescu', 'Ana'), name('Popescu', 'Ioana'))).toBe('different')
    expect(compareNames(name('Popescu', 'Ana'), name('Ionescu', 'Ana'))).toBe('different')
    expect(compareNames(name('Popa', 'Ana'), name('Popescu', 'Ana'))).toBe('different')
    expect(compareNames(name('', ''), name('', ''))).toBe('different')
    expect(compareNames(name('-', '.'), name('Popescu', 'Ana'))).toBe('different')
  })
  test('symmetric, and the same with itself whatever the spelling', () => {
    fc.assert(fc.property(anyName, anyName, (a, b) => compareNames(a, b) === compareNames(b, a)))
    fc.assert(
      fc.property(anyName, (a) => {
        const empty = foldName(`${a.surname} ${a.givenNames}`) === ''
        expect(compareNames(a, { surname: a.surname.toUpperCase(), givenNames: normaliseRomanian(a.givenNames) })).toBe(
          empty ? 'different' : 'same',
        )
      }),
    )
  })
})

describe('the machine-readable zone', () => {
  test('as on the card', () => {
    expect(toMrzName(name('Popescu', 'Ana-Maria'), 31)).toBe('POPESCU<<ANA<MARIA<<<<<<<<<<<<<')
    expect(toMrzName(name('Ștefănescu-Țîru', 'Ilinca'), 30)).toBe('STEFANESCU<TIRU<<ILINCA<<<<<<<')
    expect(toMrzName(name('Sukarno', ''), 12)).toBe('SUKARNO<<<<<')
    expect(toMrzName(name('', 'Ana'), 8)).toBe('<<ANA<<<')
    expect(toMrzName(name('Pop 2-3  Ene', 'Ana'), 12)).toBe('POP<ENE<<ANA')
    expect(toMrzName(name('Constantinescu', 'Ana'), 12)).toBe('CONSTANTINES')
  })
  test('always its length, always its letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom(30, 31, 39), (a, b, length) =>
        new RegExp(`^[A-Z<]{${String(length)}}$`).test(toMrzName(name(a, b), length)),
      ),
    )
  })
})

describe('the name known under a CNP', () => {
  const known = { surname: 'Popescu', givenNames: 'Ana Maria' }
  test('is of another only where no given name is in common', () => {
    for (const stated of [
      known,
      { surname: 'IONESCU', givenNames: 'Ana' },
      { surname: 'Ionescu-Popescu', givenNames: 'Ana-Maria' },
      { surname: 'Ana Maria', givenNames: 'Popescu' },
      { surname: 'Ionescu', givenNames: 'Maria Elena' },
    ])
      expect(isNameOfAnother(stated, known), JSON.stringify(stated)).toBe(false)
    for (const stated of [
      { surname: 'Ionescu', givenNames: 'Vasile' },
      { surname: 'Popescu', givenNames: 'Ion' },
    ])
      expect(isNameOfAnother(stated, known), JSON.stringify(stated)).toBe(true)
    // Who changed the given name states the former one too.
    expect(isNameOfAnother({ surname: 'Popescu', givenNames: 'Anca Ana' }, known)).toBe(false)
    // A name that one side does not state proves nothing.
    const none = { surname: 'Ionescu', givenNames: '' }
    expect(isNameOfAnother(known, none)).toBe(false)
    expect(isNameOfAnother(none, known)).toBe(false)
    expect(isNameOfAnother(none, { surname: 'Popescu', givenNames: '-' })).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import { type Changed, list, place, reported, withText } from '../testing/field-changes.ts'
import { bodies, numbers as n } from '../testing/form-document.ts'
import { meaning } from '../testing/meaning.ts'
import type { Objects } from '../testing/plain-pdf.ts'

expect.extend(meaning)

describe('the form itself', () => {
  const form = (extra: string) => bodies.form(undefined, `/SigFlags 3 ${extra}`)
  it.each<[string, string, string, string[]]>([
    [
      'NeedAppearances taken away',
      '/NeedAppearances true',
      '',
      ['form-value form-NeedAppearances AcroForm/NeedAppearances'],
    ],
    [
      'NeedAppearances written as false',
      '',
      '/NeedAppearances false',
      ['validation-data form-NeedAppearances AcroForm/NeedAppearances'],
    ],
    [
      'NeedAppearances that is no truth',
      '',
      '/NeedAppearances (x)',
      ['content form-NeedAppearances AcroForm/NeedAppearances'],
    ],
    ['the order of calculation', '', '/CO [7 0 R]', ['content form-CO AcroForm/CO']],
    ['the justification of texts', '', '/Q 1', ['content form-Q AcroForm/Q']],
  ])('%s', (_, before, after, changes) => {
    expect(reported(new Map([[n.form, form(before)]]), [n.form, form(after)])).toMean(changes)
  })

  it('SigFlags say that there are signatures, and nothing else', () => {
    const flags = (value: string) =>
      reported(new Map([[n.form, bodies.form(undefined, '')]]), [n.form, bodies.form(undefined, `/SigFlags ${value}`)])
    // Without a signature in the same revision nothing gives a reason for them.
    for (const value of ['1', '3', '2', '(1)']) expect(flags(value)).toMean(['content form-SigFlags'])
  })

  it('the default appearance may not change, nor come without an act', () => {
    const changed = bodies.form().replace('10 Tf', '1 Tf')
    expect(reported(new Map(), [n.form, changed])).toMean(['content form-DA AcroForm/DA'])
    const signatureOnly: Objects = new Map([
      [n.form, '<< /Fields [8 0 R] >>'],
      [n.page, bodies.page('', '8 0 R')],
    ])
    expect(reported(signatureOnly, [n.form, '<< /Fields [8 0 R] /DA (/F1 0 Tf) >>'])).toMean(['content form-DA'])
    expect(reported(signatureOnly, [n.form, '<< /Fields [8 0 R] /DA [1] >>'])).toMean(['content form-DA AcroForm/DA'])
  })

  it('default resources may grow by fonts that no field names', () => {
    const resources = (fonts: string, more = '') =>
      bodies.form().replace('<< /F1 6 0 R >>', fonts).replace('/DR <<', `/DR << ${more}`)
    // Filling in gives a reason for fonts; without an act there is none.
    const fill: Changed[number] = [n.motive, bodies.motive('nou')]
    const later = (body: string, base: Objects = new Map()) =>
      reported(base, [n.form, body], fill).filter((line) => !line.includes('"motiv"'))
    expect(reported(new Map(), [n.form, resources('<< /F1 6 0 R /Helv << /Type /Font >> >>')])).toMean([
      'content form-DR',
    ])
    expect(later(resources('<< /F1 6 0 R /Helv << /Type /Font >> >>'))).toMean(['validation-data form-DR AcroForm/DR'])
    expect(later(resources('<< /F1 6 0 R >>', '/Encoding << >>'))).toMean(['validation-data form-DR AcroForm/DR'])
    expect(later(resources('<< /F2 6 0 R >>'))).toMean(['content form-DR AcroForm/DR'])
    expect(later(resources('[1]'))).toMean(['content form-DR AcroForm/DR'])
    expect(later(bodies.form(), new Map([[n.form, resources('[1]')]]))).toMean(['content form-DR AcroForm/DR'])
    const without = bodies.form().replace(/\/DR << .* >> >>/, '')
    expect(later(bodies.form(), new Map([[n.form, without]]))).toMean(['form-value form-DR AcroForm/DR'])
    expect(later(bodies.form(), new Map([[n.form, without.replace('/F1', '/F9')]]))).toContain(
      'validation-data form-DR AcroForm/DR',
    )
  })

  it.each(['/Helv 12 Tf', '0 g /Helv -1.5 Tf', '/Helv\n12\nTf'])(
    'a font that a field names as %j was waited for',
    (appearance) => {
      const before = withText(`/DA (${appearance})`)
      const later = (name: string) =>
        reported(
          before,
          [n.form, bodies.form(list).replace('/Font <<', `/Font << /${name} 6 0 R`)],
          [n.motive, bodies.motive('nou')],
        )
      expect(later('Helv')).toContain('form-value form-DR AcroForm/DR')
      expect(later('H#65lv')).toContain('form-value form-DR AcroForm/DR')
      expect(later('Hel')).toContain('validation-data form-DR AcroForm/DR')
    },
  )

  it('may come with the first signature, and may not go', () => {
    const without: Objects = new Map([
      [n.catalog, bodies.catalog().replace('/AcroForm 5 0 R', '')],
      [n.page, bodies.page('', '')],
    ])
    expect(
      reported(
        without,
        [n.catalog, bodies.catalog()],
        [n.form, '<< /Fields [30 0 R] /SigFlags 3 >>'],
        [30, '<< /FT /Sig /T (a) /V << /Type /Sig >> >>'],
      ),
    ).toMean(['validation-data form-SigFlags AcroForm/SigFlags', `signature signature-added ${place} "a"`])
    expect(reported(new Map(), [n.form, '[1]'])).toMean(['content form-removed AcroForm'])
    expect(reported(new Map([[n.form, '[1]']]), [n.form, bodies.form()])).toMean(['content form-removed AcroForm'])
    expect(reported(new Map([[n.form, '5']]), [n.form, '5'])).toMean([])
  })
})

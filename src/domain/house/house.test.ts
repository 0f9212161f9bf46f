import { expect, it } from 'vitest'
import { isFiscalCode } from './fiscal-code.ts'
import { defaultHouse, DEMONSTRATION_CONTACT } from './house.ts'

const url = 'http://127.0.0.1:8440/verify/'

it('only a demonstration has contact data of its own, which can belong to nobody', () => {
  expect(defaultHouse(true, url)).toEqual({
    name: { ro: 'Casa de Asigurări de Sănătate Iași', en: 'Iași Health Insurance House' },
    contact: DEMONSTRATION_CONTACT,
    verifyUrl: url,
    demonstration: true,
  })
  expect(defaultHouse(false, url)).toMatchObject({ contact: null, verifyUrl: url, demonstration: false })
  expect(isFiscalCode(DEMONSTRATION_CONTACT.fiscalCode)).toBe(false)
  expect(DEMONSTRATION_CONTACT.telephone).toMatch(/^[0 ]+$/)
  expect(DEMONSTRATION_CONTACT.email).toMatch(/\.example$/)
  expect(DEMONSTRATION_CONTACT.address).toContain('fictivă')
})

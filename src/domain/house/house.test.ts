import { expect, it } from 'vitest'
import { isFiscalCode } from './fiscal-code.ts'
import { DEMONSTRATION_CONTACT, demonstrationHouse } from './house.ts'

const url = 'http://127.0.0.1:8440/verify/'

it('of a demonstration has contact data that can belong to nobody', () => {
  expect(demonstrationHouse(url)).toEqual({
    name: { ro: 'Casa de Asigurări de Sănătate Iași', en: 'Iași Health Insurance House' },
    contact: DEMONSTRATION_CONTACT,
    verifyUrl: url,
    demonstration: true,
  })
  expect(isFiscalCode(DEMONSTRATION_CONTACT.fiscalCode)).toBe(false)
  expect(DEMONSTRATION_CONTACT.telephone).toMatch(/^[0 ]+$/)
  expect(DEMONSTRATION_CONTACT.email).toMatch(/\.example$/)
  expect(DEMONSTRATION_CONTACT.address).toContain('fictivă')
})

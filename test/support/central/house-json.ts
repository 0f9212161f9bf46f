/** `house.json` of a store that is no demonstration, which does not start without it. No such house exists. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export const HOUSE = {
  name: { ro: 'Casa de încercare', en: 'House of trials' },
  address: 'Strada Închipuită nr. 7, Iași',
  telephone: '0999 999 999',
  email: 'registratura@casa.example',
  fiscalCode: '12345674',
}

/** Does nothing where the test has written one. */
export function writeHouse(dataDir: string): void {
  const file = path.join(dataDir, 'house.json')
  if (existsSync(file)) return
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(file, JSON.stringify(HOUSE))
}

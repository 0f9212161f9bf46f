/** What the standard handler makes of each cipher, key and padding; the ciphers are the engine's own. */
import { createCipheriv, createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createBudget, defaultLimits } from '../budget.ts'
import { cursorAt, readObject } from '../lexer.ts'
import { isDictionary, type PdfObject } from '../objects.ts'
import { decryptStrings } from './decrypt-strings.ts'
import { rc4 } from './rc4.ts'
import { type SecurityHandler, securityHandler } from './security-handler.ts'

const parsed = (text: string): PdfObject => {
  const bytes = Buffer.from(text)
  return readObject(cursorAt(bytes, 0, bytes.length, createBudget(defaultLimits)))
}
const md5 = (...parts: Uint8Array[]) => createHash('md5').update(Buffer.concat(parts)).digest()
const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')
const id = Buffer.from('00112233445566778899aabbccddeeff', 'hex')
const owner = Buffer.alloc(32, 7)

/** Algorithms 2, 4 and 5 for the empty user password, as the standard words them. */
function keyAndUser(revision: number, length: number, more = Buffer.alloc(0)): { key: Buffer; user: Buffer } {
  const permissions = Buffer.alloc(4)
  permissions.writeInt32LE(-4)
  let key = md5(padding, owner, permissions, id, more)
  if (revision >= 3) for (let round = 0; round < 50; round++) key = md5(key.subarray(0, length))
  key = key.subarray(0, length)
  if (revision === 2) return { key, user: Buffer.from(rc4(key, padding)) }
  let user: Uint8Array = md5(padding, id)
  for (let round = 0; round < 20; round++)
    user = rc4(
      key.map((byte) => byte ^ round),
      user,
    )
  return { key, user: Buffer.concat([user, Buffer.alloc(16)]) }
}
function handler(
  entries: string,
  user: Buffer,
  { trailerId = `[<${id.toString('hex')}> <00>]`, password = '' } = {},
): SecurityHandler {
  const dictionary = parsed(`<< /P -4 /O <${owner.toString('hex')}> /U <${user.toString('hex')}> ${entries} >>`)
  if (!isDictionary(dictionary)) throw new Error(entries)
  return securityHandler(dictionary, parsed(trailerId), password, (object) => object ?? null)
}
const objectKey = (key: Uint8Array, number: number, generation: number, salt = '') =>
  md5(
    key,
    Buffer.from([number & 255, (number >> 8) & 255, (number >> 16) & 255, generation & 255, (generation >> 8) & 255]),
    Buffer.from(salt),
  ).subarray(0, Math.min(16, key.length + 5))
const iv = Buffer.from('0102030405060708090a0b0c0d0e0f10', 'hex')
const aes = (key: Uint8Array, plain: Uint8Array, pad = true) => {
  const cipher = createCipheriv(`aes-${String(key.length * 8)}-cbc`, key, iv).setAutoPadding(pad)
  return Buffer.concat([iv, cipher.update(plain), cipher.final()])
}
const standard = '/Filter /Standard'
const plain = Buffer.from('anonimizare')
const crypt = (method: string, more = '') => `/CF << /StdCF << /CFM /${method} >> >> /StmF /StdCF /StrF /StdCF ${more}`

describe('RC4', () => {
  it.each<[string, string, number, number]>([
    ['40 bits', '/V 1 /R 2', 2, 5],
    ['40 bits, whatever length is stated', '/V 1 /R 2 /Length 128', 2, 5],
    ['128 bits', '/V 2 /R 3 /Length 128', 3, 16],
    ['56 bits', '/V 2 /R 3 /Length 56', 3, 7],
    ['no length', '/V 2 /R 3', 3, 5],
    ['too short a length', '/V 2 /R 3 /Length 8', 3, 5],
    ['a crypt filter', `/V 4 /R 4 ${crypt('V2')}`, 4, 16],
    ['a crypt filter with another length', `/V 4 /R 4 /Length 40 ${crypt('V2')}`, 4, 16],
  ])('of %s', (_, entries, revision, length) => {
    const { key, user } = keyAndUser(revision, length)
    const security = handler(`${standard} ${entries}`, user)
    expect([security.open, security.method, security.encryptMetadata]).toEqual([true, 'rc4', true])
    for (const [number, generation] of [
      [7, 0],
      [0x12345, 0x102],
    ] as const) {
      const encrypted = rc4(objectKey(key, number, generation), plain)
      for (const decrypt of [security.decryptString, security.decryptStream])
        expect(decrypt(encrypted, number, generation)).toEqual({ bytes: new Uint8Array(plain), clean: true })
    }
  })

  it('of metadata that are not encrypted has another key', () => {
    const { key, user } = keyAndUser(4, 16, Buffer.from('ffffffff', 'hex'))
    const security = handler(`${standard} /V 4 /R 4 /EncryptMetadata false ${crypt('V2')}`, user)
    expect([security.open, security.encryptMetadata]).toEqual([true, false])
    expect(security.decryptString(rc4(objectKey(key, 7, 0), plain), 7, 0).bytes).toEqual(new Uint8Array(plain))
    // Before revision 4 the entry has no meaning for the key.
    expect(handler(`${standard} /V 2 /R 3 /Length 128 /EncryptMetadata false`, keyAndUser(3, 16).user).open).toBe(true)
  })
})

describe('AES', () => {
  const { key, user } = keyAndUser(4, 16)
  const security = handler(`${standard} /V 4 /R 4 ${crypt('AESV2')}`, user)
  const own = objectKey(key, 7, 0, 'sAlT')
  it.each<[string, Uint8Array, string, boolean]>([
    ['text', aes(own, plain), plain.toString(), true],
    ['one block', aes(own, Buffer.alloc(16, 65)), 'A'.repeat(16), true],
    ['no text', aes(own, Buffer.alloc(0)), '', true],
    ['nothing', Buffer.alloc(0), '', true],
    ['one block without a vector', Buffer.alloc(16), '', false],
    ['31 octets', Buffer.alloc(31), '', false],
    ['octets after the last block', Buffer.concat([aes(own, plain), Buffer.from([1])]), plain.toString(), false],
    ['padding of one octet', aes(own, Buffer.alloc(15, 65)), 'A'.repeat(15), true],
    ['padding of nothing', aes(own, Buffer.alloc(16, 0), false), '\0'.repeat(16), false],
    ['padding of 17', aes(own, Buffer.alloc(16, 17), false), '\x11'.repeat(16), false],
    [
      'padding of which one octet differs',
      aes(own, Buffer.from('AAAAAAAAAAAAA\x01\x03\x03', 'latin1'), false),
      'AAAAAAAAAAAAA',
      false,
    ],
    [
      'padding of 16 in two blocks',
      aes(own, Buffer.concat([Buffer.alloc(16, 65), Buffer.alloc(16, 16)]), false),
      'A'.repeat(16),
      true,
    ],
  ])('of %s', (_, data, text, clean) => {
    const decrypted = security.decryptString(data, 7, 0)
    expect({ text: Buffer.from(decrypted.bytes).toString('latin1'), clean: decrypted.clean }).toEqual({ text, clean })
  })

  it('opens under its own method alone', () => {
    expect([security.open, security.method]).toEqual([true, 'aes-128'])
  })
})

describe('AES of 256 bits', () => {
  const fileKey = Buffer.alloc(32, 9)
  const salts = Buffer.from('aaaaaaaabbbbbbbb')
  const sha = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
  /** Revision 5: plain SHA-256 of password, salt and, for the owner, the user's string. */
  const wrapped = (key: Uint8Array) => {
    const cipher = createCipheriv('aes-256-cbc', key, Buffer.alloc(16)).setAutoPadding(false)
    return cipher.update(fileKey)
  }
  const password = Buffer.from('ștampila')
  const user = Buffer.concat([sha(password, salts.subarray(0, 8)), salts])
  const ownerString = Buffer.concat([sha(Buffer.from('stapan'), salts.subarray(0, 8), user), salts])
  const entries = `/V 5 /R 5 ${crypt('AESV3')} /UE <${wrapped(sha(password, salts.subarray(8))).toString('hex')}> /OE <${wrapped(sha(Buffer.from('stapan'), salts.subarray(8), user)).toString('hex')}>`
  const open = (given: string, change = (text: string) => text, own = user) => {
    const dictionary = parsed(
      change(`<< ${standard} /P -4 /O <${ownerString.toString('hex')}> /U <${own.toString('hex')}> ${entries} >>`),
    )
    if (!isDictionary(dictionary)) throw new Error('no dictionary')
    return securityHandler(dictionary, null, given, (object) => object ?? null)
  }
  it.each(['ștampila', 'stapan', 'ș\u0074ampila'.normalize('NFD')])('opens by %s', (given) => {
    const security = open(given)
    expect([security.open, security.method]).toEqual([true, 'aes-256'])
    // The key of the file is the key of every object.
    expect(security.decryptStream(aes(fileKey, plain), 7, 0)).toEqual({ bytes: plain, clean: true })
  })

  it.each<[string, (text: string) => string]>([
    ['another password', (text) => text],
    ['a short user string', (text) => text.replace(/\/U <..../, '/U <')],
    ['a short owner string', (text) => text.replace(/\/O <..../, '/O <')],
    ['a short wrapped key', (text) => text.replace(/\/UE <..../, '/UE <')],
    ['a short wrapped key of the owner', (text) => text.replace(/\/OE <..../, '/OE <')],
    ['no wrapped key of the owner', (text) => text.replace(/\/OE <[^>]*>/, '')],
  ])('stays closed for %s', (name, change) => {
    const given =
      name === 'another password' ? 'alta' : name.endsWith('wrapped key of the owner') ? 'stapan' : 'ștampila'
    const security = open(given, change)
    expect(security.open).toBe(false)
    expect(security.decryptString(plain, 7, 0)).toEqual({ bytes: plain, clean: true })
  })
})

describe('AES of 256 bits with a salt that is too short', () => {
  const password = Buffer.from('ștampila')
  const sha = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
  it.each([
    [8, true],
    [7, false],
    [0, false],
  ])('of %s octets', (length, isOpen) => {
    const salts = Buffer.from('aaaaaaaabbbbbbbb').subarray(0, 8 + length)
    const user = Buffer.concat([sha(password, salts.subarray(0, 8)), salts])
    const cipher = createCipheriv('aes-256-cbc', sha(password, salts.subarray(8)), Buffer.alloc(16))
    const wrapped = cipher.setAutoPadding(false).update(Buffer.alloc(32, 9)).toString('hex')
    const text = `<< ${standard} /P -4 /O <${'07'.repeat(48)}> /U <${user.toString('hex')}> /V 5 /R 5 ${crypt('AESV3')} /UE <${wrapped}> /OE <${wrapped}> >>`
    const dictionary = parsed(text)
    if (!isDictionary(dictionary)) throw new Error(text)
    expect(securityHandler(dictionary, null, 'ștampila', (object) => object ?? null).open).toBe(isOpen)
  })
})

describe('a handler', () => {
  const { user } = keyAndUser(3, 16)
  it.each<[string, string]>([
    ['of another kind', '/Filter /Other /V 2 /R 3 /Length 128'],
    ['without a kind', '/V 2 /R 3 /Length 128'],
    ['of version 0', '/Filter /Standard /R 3 /Length 128'],
    ['of version 6', '/Filter /Standard /V 6 /R 3 /Length 128'],
    ['of a name for a version', '/Filter /Standard /V /Two /R 3 /Length 128'],
    ['whose method for streams is unknown', `/Filter /Standard /V 4 /R 4 ${crypt('XYZ')}`],
    ['whose method is no name', '/Filter /Standard /V 4 /R 4 /CF << /StdCF << /CFM (V2) >> >> /StmF /StdCF'],
    ['whose filter is missing', '/Filter /Standard /V 4 /R 4 /CF << >> /StmF /StdCF'],
    ['whose filters are missing', '/Filter /Standard /V 4 /R 4 /StrF /StdCF'],
  ])('%s stays closed', (_, entries) => {
    expect(handler(entries, entries.includes('/V 4') ? keyAndUser(4, 16).user : user).open).toBe(false)
  })

  it.each<[string, string]>([
    ['no names of filters', ''],
    ['the name Identity', '/StmF /Identity /StrF /Identity'],
    ['a filter that does nothing', '/CF << /StdCF << /CFM /None >> >> /StmF /StdCF /StrF /StdCF'],
    ['a filter without a method', '/CF << /StdCF << >> >> /StmF /StdCF /StrF /StdCF'],
    ['names that are none', '/StmF (x) /StrF 5'],
  ])('with %s leaves all as it is', (_, entries) => {
    const security = handler(`${standard} /V 4 /R 4 ${entries}`, keyAndUser(4, 16).user)
    expect([security.open, security.method]).toEqual([true, 'identity'])
    expect(security.decryptStream(plain, 7, 0)).toEqual({ bytes: plain, clean: true })
    expect(security.decryptString(plain, 7, 0)).toEqual({ bytes: plain, clean: true })
  })

  it('may treat strings in another way than streams', () => {
    const { key, user: own } = keyAndUser(4, 16)
    const security = handler(`${standard} /V 4 /R 4 /CF << /A << /CFM /V2 >> >> /StrF /A`, own)
    expect(security.decryptString(rc4(objectKey(key, 7, 0), plain), 7, 0).bytes).toEqual(new Uint8Array(plain))
    expect(security.decryptStream(plain, 7, 0).bytes).toBe(plain)
  })

  it.each(['[<00>]', '[]', '5', '[/A]'])('depends on the identifier of the file: not %s', (trailerId) => {
    expect(handler(`${standard} /V 2 /R 3 /Length 128`, user, { trailerId }).open).toBe(false)
    expect(handler(`${standard} /V 2 /R 3 /Length 128`, user).open).toBe(true)
  })
})

describe('strings of an object', () => {
  const reversing = {
    open: true,
    method: 'rc4',
    encryptMetadata: true,
    decryptString: (bytes: Uint8Array) => ({ bytes: Uint8Array.from(bytes).reverse(), clean: bytes[0] !== 0x21 }),
    decryptStream: (bytes: Uint8Array) => ({ bytes, clean: true }),
  } as const
  const read = (object: PdfObject) => {
    let unclean = 0
    const value = decryptStrings(object, reversing, 7, 0, () => unclean++)
    const text = JSON.stringify(value, (key, item: unknown) => {
      if (key === 'bytes') return Buffer.from(item as Uint8Array).toString()
      return item instanceof Map ? Object.fromEntries(item) : item
    })
    return { text: text.match(/"bytes":"[^"]*"/g)?.map((part) => part.slice(9, -1)) ?? [], unclean }
  }
  it.each<[string, string[], number]>([
    ['(ab)', ['ba'], 0],
    ['(!b)', ['b!'], 1],
    ['[(ab) [(cd)]]', ['ba', 'dc'], 0],
    ['<< /A (ab) /B << /C (!d) >> >>', ['ba', 'd!'], 1],
    ['<< /Contents (ab) >>', ['ba'], 0],
    ['<< /Contents (ab) /ByteRange [0 1] /Name (cd) >>', ['ab', 'dc'], 0],
    ['<< /ByteRange [0 1] /Other << /Contents (ab) >> >>', ['ba'], 0],
    ['/A', [], 0],
    ['5', [], 0],
    ['null', [], 0],
  ])('%s', (text, expected, unclean) => {
    expect(read(parsed(text))).toEqual({ text: expected, unclean })
  })

  it('in the dictionary of a stream', () => {
    const dictionary = parsed('<< /A (ab) >>')
    if (!isDictionary(dictionary)) throw new Error('no dictionary')
    const stream = {
      type: 'stream',
      dictionary,
      source: new Uint8Array(0),
      start: 0,
      length: 0,
      number: 7,
      generation: 0,
      extentUnclear: false,
    } as const
    expect(read(stream)).toEqual({ text: ['ba'], unclean: 0 })
  })
})

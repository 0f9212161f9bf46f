import { describe, expect, it } from 'vitest'
import { isPacket } from './metadata.ts'

const rdf = (inside = '') => `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${inside}</rdf:RDF>`
const packet = (inside: string) =>
  `<?xpacket begin="\ufeff" id="W5M0"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">${inside}</x:xmpmeta>\n<?xpacket end="w"?>`

describe('an XMP packet', () => {
  it.each([
    packet(rdf()),
    rdf('<rdf:Description rdf:about="" a=\'b\'/>'),
    packet(rdf('<!-- nota --><a>text &lt; <![CDATA[<b>]]></a>')),
    `\n  ${packet(rdf())}   \n`,
  ])('is %j', (text) => {
    expect(isPacket(text)).toBe(true)
  })

  it.each([
    '',
    'text',
    '<a>',
    '<a/>',
    `${packet(rdf())}<b/>`,
    `${packet(rdf())} text`,
    '<!DOCTYPE x [<!ENTITY a "b">]><x:xmpmeta>&a;</x:xmpmeta>',
    packet('<a><b></a></b>'),
    packet('<a b=c/>'),
    '</x:xmpmeta>',
    packet(`${'<a>'.repeat(300)}${'</a>'.repeat(300)}`),
    packet('< a/>'),
  ])('is not %j', (text) => {
    expect(isPacket(text)).toBe(false)
  })
})

/** The text of the request for a revert (cerere de revenire din anonimizare). */
import { heading, notice, tick } from './blocks.ts'
import type { FormText } from './compose.ts'
import { applicant, counter, holder, howTo, identityDocument, signatures, whyWeAsk } from './shared-parts.ts'
import { pageBreak } from './strip.ts'

export const REVERT: FormText = {
  code: 'REVE',
  version: 1,
  kind: 'revert',
  title: { text: 'Cerere de revenire din anonimizare', lines: [1, 2] },
  subtitle: { text: 'Deschiderea unui dosar electronic de sănătate (DES) nou, gol', lines: [1, 2] },
  blocks: [
    howTo,
    notice(
      { text: 'Dosarul nou este gol.', lines: [1, 1] },
      {
        text:
          'Documentele și datele șterse la anonimizare nu mai pot fi recuperate de nimeni. ' +
          'În dosarul nou intră numai documentele înregistrate în DES începând cu ziua acestei cereri.',
        lines: [2, 4],
      },
      false,
    ),
    ...holder,
    ...applicant,
    ...identityDocument,
    pageBreak,
    heading('4. Ce solicit'),
    tick(
      'cerere.solicit',
      {
        text:
          'Solicit revenirea din anonimizare: ' +
          'deschiderea unui dosar electronic de sănătate nou, gol, pe numele titularului.',
        lines: [2, 2],
      },
      'Solicit revenirea din anonimizare',
    ),
    tick(
      'declaratie.definitiv',
      { text: 'Am înțeles că datele șterse la anonimizare nu se mai recuperează.', lines: [1, 2] },
      'Am înțeles că datele șterse nu se mai recuperează',
    ),
    tick(
      'declaratie.inceput',
      {
        text:
          'Am înțeles că dosarul nou cuprinde numai documentele înregistrate în DES ' +
          'începând cu ziua acestei cereri, inclusiv această zi.',
        lines: [2, 3],
      },
      'Am înțeles că dosarul nou începe cu ziua acestei cereri',
    ),
    ...signatures(5),
    counter,
    ...whyWeAsk,
  ],
}

/** The text of the request for anonymisation (cerere de anonimizare). */
import { choice, heading, notice, tick } from './blocks.ts'
import type { FormText } from './compose.ts'
import { applicant, counter, holder, howTo, identityDocument, signatures, whyWeAsk } from './shared-parts.ts'
import { pageBreak } from './strip.ts'

export const ANONYMISATION: FormText = {
  code: 'ANON',
  version: 1,
  kind: 'anonymise',
  title: { text: 'Cerere de anonimizare', lines: [1, 1] },
  subtitle: { text: 'Ștergerea definitivă a datelor din dosarul electronic de sănătate (DES)', lines: [1, 2] },
  blocks: [
    howTo,
    notice(
      { text: 'Anonimizarea nu mai poate fi anulată.', lines: [1, 1] },
      {
        text:
          'Toate documentele și datele medicale din dosar se șterg definitiv și nimeni nu le mai poate recupera. ' +
          'Dacă doriți numai ca anumite persoane să nu le mai vadă, puteți restricționa accesul: ' +
          'datele rămân, iar restricția o puteți ridica oricând.',
        lines: [3, 5],
      },
      true,
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
          'Solicit anonimizarea dosarului electronic de sănătate al titularului: ' +
          'ștergerea definitivă a tuturor documentelor și datelor medicale din el.',
        lines: [2, 3],
      },
      'Solicit anonimizarea dosarului electronic de sănătate',
    ),
    tick(
      'declaratie.definitiv',
      {
        text:
          'Am înțeles că ștergerea este definitivă: datele nu mai pot fi recuperate nici de mine, nici de medici, ' +
          'nici de casa de asigurări. Rămân numai date statistice din care nu pot fi identificat(ă), ' +
          'cererea aceasta și evidența soluționării ei.',
        lines: [3, 4],
      },
      'Am înțeles că ștergerea este definitivă',
    ),
    choice(
      'intrebare.restrictionare',
      'Am fost întrebat dacă doresc doar restricționarea accesului',
      { text: 'Am fost întrebat(ă) dacă doresc doar restricționarea accesului, care păstrează datele:', lines: [1, 2] },
      [
        [
          { value: 'stergere', words: 'nu, doresc ștergerea definitivă', width: 85, lines: 1 },
          { value: 'restrictionare', words: 'da, doresc doar restricționarea', width: 85, lines: 1 },
        ],
      ],
    ),
    choice(
      'intrebare.copie',
      'Am fost întrebat dacă doresc mai întâi o copie a datelor',
      { text: 'Am fost întrebat(ă) dacă doresc mai întâi o copie a datelor mele (salvare locală):', lines: [1, 2] },
      [
        [
          { value: 'copie', words: 'da, mai întâi doresc copia', width: 85 },
          { value: 'fara-copie', words: 'nu doresc copie', width: 85 },
        ],
      ],
    ),
    ...signatures(5),
    counter,
    ...whyWeAsk,
  ],
}

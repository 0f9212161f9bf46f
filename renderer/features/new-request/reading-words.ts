import { defineWords } from '../../i18n/words.ts'

export const readingWords = defineWords(
  'reading',
  {
    title: 'Citit automat de pe hârtie',
    underWay: '{count, plural, one {Se citește o pagină…} few {Se citesc # pagini…} other {Se citesc # de pagini…}}',
    form: '{title}, pagina {page, number} din {pages, number}',
    failed: 'Pagina {page, number} nu s-a putut citi automat. Completați după hârtie.',
    nothing: 'Pe pagina {page, number} nu s-a recunoscut nimic automat. Completați după hârtie.',
    crop: 'Pe hârtie, la „{field}”',
    ticked: 'bifat',
    empty: 'nebifat',
    signed: 'semnat',
    unsigned: 'nesemnat',
    sure: 'citit automat {share}',
  },
  {
    title: 'Read from the paper by machine',
    underWay: '{count, plural, one {Reading one page…} other {Reading # pages…}}',
    form: '{title}, page {page, number} of {pages, number}',
    failed: 'Page {page, number} could not be read by machine. Fill in from the paper.',
    nothing: 'Nothing was recognised by machine on page {page, number}. Fill in from the paper.',
    crop: 'On the paper, at “{field}”',
    ticked: 'ticked',
    empty: 'not ticked',
    signed: 'signed',
    unsigned: 'not signed',
    sure: 'read by machine {share}',
  },
)

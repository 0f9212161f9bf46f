import { defineWords } from '../../i18n/words.ts'

export const readingWords = defineWords(
  'reading',
  {
    title: 'Citit automat de pe hârtie',
    reading: '{count, plural, one {Se citește o pagină…} few {Se citesc # pagini…} other {Se citesc # de pagini…}}',
    form: '{title}, pagina {page, number} din {pages, number}',
    failed: 'Pagina {page, number} nu s-a putut citi automat. Completați după hârtie.',
    nothing: 'Pe pagina {page, number} nu s-a recunoscut nimic automat. Completați după hârtie.',
    'several-forms': 'În pagina {page, number} se văd mai multe formulare: nu s-a citit niciunul. Scanați-le pe rând.',
    'unknown-version':
      'Formularul din pagina {page, number} are o versiune pe care programul nu o cunoaște. Completați după hârtie.',
    'not-laid':
      'Colțurile formularului din pagina {page, number} nu se văd: bifele și semnătura nu s-au citit. Scanați din nou sau completați după hârtie.',
    crop: 'Pe hârtie, la „{field}”',
    ticked: 'bifat',
    empty: 'nebifat',
    signed: 'semnat',
    unsigned: 'nesemnat',
    sure: 'citit automat {share}',
    outside: 'Nu apar întregi pe imagine și nu s-au citit. Scanați toată pagina sau completați după hârtie:',
    covered: 'Sunt acoperite sau șterse și nu s-au citit. Verificați pe hârtie:',
    glare: 'Nu se pot citi din cauza unei reflexii. Fotografiați din nou sau verificați pe hârtie:',
  },
  {
    title: 'Read automatically from the paper',
    reading: '{count, plural, one {Reading one page…} other {Reading # pages…}}',
    form: '{title}, page {page, number} of {pages, number}',
    failed: 'Page {page, number} could not be read automatically. Fill in from the paper.',
    nothing: 'Nothing on page {page, number} was recognised. Fill in from the paper.',
    'several-forms': 'Page {page, number} shows several forms, so none was read. Scan them one by one.',
    'unknown-version':
      'The form on page {page, number} has a version that this program does not know. Fill in from the paper.',
    'not-laid':
      'The corners of the form on page {page, number} are not visible, so its boxes and signature were not read. Scan it again or fill in from the paper.',
    crop: 'On the paper, at “{field}”',
    ticked: 'ticked',
    empty: 'not ticked',
    signed: 'signed',
    unsigned: 'not signed',
    sure: 'read automatically {share}',
    outside: 'Not whole on the picture, so not read. Scan the whole page or fill in from the paper:',
    covered: 'Covered or faded, so not read. Check on the paper:',
    glare: 'Unreadable because of a reflection. Photograph again or check on the paper:',
  },
)

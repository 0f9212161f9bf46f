import { defineWords } from '../../i18n/words.ts'

export const papersWords = defineWords(
  'papers',
  {
    loading: 'Se pregătește documentul…',
    printDuplicate: 'Tipărește duplicat',
    duplicate: 'Va fi marcat DUPLICAT',
    duplicateWords: 'A mai fost tipărit. Exemplarul nou poartă mențiunea DUPLICAT și tipărirea se notează în registru.',
    draft: 'Ciornă',
    draftWords: 'Nu este încă documentul oficial: se emite după decizie, de sistemul central.',
    code: 'Cod de verificare: {code}',
    sealed: 'Poartă sigiliul electronic al casei',
    unsealed: 'Fără sigiliu electronic',
    unsealedWords:
      'Este făcut la acest ghișeu, fără sistemul central. Se poate tipări și da pe hârtie; ca fișier se dă numai documentul sigilat, când sistemul central răspunde.',
    exportFile: 'Salvează fișierul sigilat',
    fileExported: 'Fișierul {name} a fost salvat; predarea lui se notează în registru.',
    printedDuplicate: 'Duplicatul a fost trimis la imprimanta {printer}.',
    'explain.proof-of-registration': 'Arată că cererea a fost primită și înregistrată. Nu arată că s-a executat.',
    'explain.receipt': 'Arată că operațiunea s-a încheiat. Poartă sigiliul casei și un cod de verificare.',
    'explain.letter': 'Răspunsul la cerere, cu motivul sau cu ce lipsește.',
  },
  {
    loading: 'Preparing the paper…',
    printDuplicate: 'Print a duplicate',
    duplicate: 'It will be marked DUPLICAT',
    duplicateWords:
      'It has been printed before. The new copy carries the word DUPLICAT and the print is noted in the registry.',
    draft: 'Draft',
    draftWords: 'Not yet the official paper: the central store issues it after the decision.',
    code: 'Verification code: {code}',
    sealed: 'It has the electronic seal of the house',
    unsealed: 'Without an electronic seal',
    unsealedWords:
      'It is made at this counter, without the central store. It can be printed and handed over on paper. Only a sealed paper can be saved as a file, once the central store answers.',
    exportFile: 'Save the sealed file',
    fileExported: 'The file {name} was saved; that it was handed out is noted in the registry.',
    printedDuplicate: 'The duplicate was sent to the printer {printer}.',
    'explain.proof-of-registration':
      'Shows that the request was received and registered. It does not show that it was executed.',
    'explain.receipt':
      'Shows that the operation is complete. It carries the seal of the house and a verification code.',
    'explain.letter': 'The answer to the request, with its reason or with what is missing.',
  },
)

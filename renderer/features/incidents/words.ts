import { defineWords } from '../../i18n/words.ts'

export const incidentWords = defineWords(
  'incidents',
  {
    title: 'Ce s-a întâmplat la această stație',
    strip:
      '{count, plural, one {S-a întâmplat ceva cu datele stației.} few {S-au întâmplat # lucruri cu datele stației.} other {S-au întâmplat # de lucruri cu datele stației.}}',
    open: 'Vedeți',
    close: 'Închide',
    confirm: 'Am citit',
    confirmAll: 'Am citit tot',
    'kind.keys-repaired': 'Un fișier al cheilor stației lipsea sau era deteriorat.',
    'todo.keys-repaired':
      'S-a refăcut din a doua copie. Nu trebuie făcut nimic; anunțați administratorul dacă se repetă.',
    'kind.cache-rebuilt': 'Datele stației lipseau sau erau deteriorate.',
    'todo.cache-rebuilt':
      'S-au refăcut din jurnal și din depozitul central; fișierele vechi sunt în dosarul set-aside. Verificați ciornele și alegeți din nou scanerul și imprimanta.',
    'kind.journal-damaged': 'O parte din jurnalul stației nu s-a putut citi.',
    'todo.journal-damaged':
      'S-a păstrat tot ce se putea citi, iar fișierul găsit s-a copiat. Anunțați administratorul.',
    'kind.journal-missing': 'Jurnalul stației lipsea.',
    'todo.journal-missing': 'S-a refăcut din datele stației. Anunțați administratorul.',
    'kind.acts-restored':
      '{count, plural, one {O operațiune a fost repusă} few {# operațiuni au fost repuse} other {# de operațiuni au fost repuse}} din jurnal.',
    'todo.acts-restored': 'Se trimit din nou; depozitul central le recunoaște și nu le dublează.',
    'kind.began-anew': 'Stația a fost începută de la capăt.',
    'todo.began-anew':
      'Datele vechi sunt în dosarul set-aside. Dacă acolo au rămas cereri netrimise, anunțați administratorul: se pot recupera cu cheile vechi.',
  },
  {
    title: 'What happened at this workstation',
    strip:
      '{count, plural, one {Something happened to the data of this workstation.} other {# things happened to the data of this workstation.}}',
    open: 'Show',
    close: 'Close',
    confirm: 'I have read this',
    confirmAll: 'I have read all',
    'kind.keys-repaired': 'A file of the workstation’s keys was missing or damaged.',
    'todo.keys-repaired':
      'It was restored from the second copy. Nothing needs to be done; tell the administrator if it happens again.',
    'kind.cache-rebuilt': 'The data of this workstation were missing or damaged.',
    'todo.cache-rebuilt':
      'They were rebuilt from the journal and the central store; the old files are in the folder set-aside. Check your drafts, and choose scanner and printer again.',
    'kind.journal-damaged': 'A part of the workstation’s journal could not be read.',
    'todo.journal-damaged': 'Everything readable was kept, and the file as found was copied. Tell the administrator.',
    'kind.journal-missing': 'The workstation’s journal was missing.',
    'todo.journal-missing': 'It was rebuilt from the data of the workstation. Tell the administrator.',
    'kind.acts-restored': '{count, plural, one {# act was} other {# acts were}} put back from the journal.',
    'todo.acts-restored': 'They are sent again; the central store recognises them and does not repeat them.',
    'kind.began-anew': 'The workstation was begun anew.',
    'todo.began-anew':
      'The old data are in the folder set-aside. If unsent requests are there, tell the administrator: they can be recovered with the old keys.',
  },
)

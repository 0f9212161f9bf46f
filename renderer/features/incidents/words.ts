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
      'S-au refăcut din jurnal și din sistemul central; fișierele vechi sunt în dosarul set-aside. Verificați ciornele și alegeți din nou scanerul și imprimanta.',
    'kind.journal-damaged': 'O parte din jurnalul stației nu s-a putut citi.',
    'todo.journal-damaged':
      'S-a păstrat tot ce se putea citi, iar fișierul găsit s-a copiat. Anunțați administratorul.',
    'kind.journal-missing': 'Jurnalul stației lipsea.',
    'todo.journal-missing': 'S-a refăcut din datele stației. Anunțați administratorul.',
    'kind.acts-restored':
      '{count, plural, one {O operațiune a fost repusă} few {# operațiuni au fost repuse} other {# de operațiuni au fost repuse}} din jurnal.',
    'todo.acts-restored': 'Se trimit din nou; sistemul central le recunoaște și nu le dublează.',
    'kind.began-anew': 'Stația a fost începută de la capăt.',
    'todo.began-anew':
      'Datele vechi sunt în dosarul set-aside. Dacă acolo au rămas cereri netrimise, anunțați administratorul: se pot recupera cu cheile vechi.',
    'kind.drafts-erased':
      '{count, plural, one {O ciornă a fost ștearsă} few {# ciorne au fost șterse} other {# de ciorne au fost șterse}} odată cu dosarul unei persoane.',
    'todo.drafts-erased':
      'Ciorna se referea la o persoană al cărei dosar a fost șters, ca titular sau ca reprezentant. Dacă mai este nevoie de ea, începeți o cerere nouă.',
    'kind.erasure-failed': 'Ceva ce trebuia șters de la această stație nu s-a putut șterge.',
    'todo.erasure-failed': 'Se reîncearcă singur. Anunțați administratorul: discul poate fi plin sau numai citire.',
    'kind.stalled':
      '{count, plural, one {O operațiune nu înaintează} few {# operațiuni nu înaintează} other {# de operațiuni nu înaintează}} de mai bine de un minut.',
    'todo.stalled':
      'Sistemul central răspunde, dar nu se trimite nimic. Deschideți Sincronizare și anunțați administratorul; ce ați înregistrat este păstrat.',
    'kind.file-refused': 'Sistemul central nu primește un fișier al unei cereri.',
    'todo.file-refused':
      'Celelalte cereri se trimit în continuare, iar stația reîncearcă fișierul singură. După ce ajunge, un șef de serviciu rulează operațiunea la De decis.',
    'kind.file-missing': 'Un fișier al unei cereri nu se mai poate citi la această stație.',
    'todo.file-missing':
      'Celelalte cereri se trimit în continuare. Un șef de serviciu decide la De decis dacă cererea continuă fără fișier; altfel, scanați-l din nou.',
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
    'kind.drafts-erased':
      '{count, plural, one {# draft was deleted} other {# drafts were deleted}} together with the record of a person.',
    'todo.drafts-erased':
      'The draft named a person whose record was erased, as holder or as representative. If it is still needed, start a new request.',
    'kind.erasure-failed': 'Something that must be deleted at this workstation could not be deleted.',
    'todo.erasure-failed': 'It is retried. Tell the administrator: the disk may be full or read-only.',
    'kind.stalled': '{count, plural, one {# act has} other {# acts have}} not advanced for more than a minute.',
    'todo.stalled':
      'The central store answers, but nothing is sent. Open Sync and tell the administrator; what you registered is kept.',
    'kind.file-refused': 'The central store does not accept a file of a request.',
    'todo.file-refused':
      'The other requests are sent, and the workstation retries the file by itself. Once it has arrived, a supervisor runs the act under To decide.',
    'kind.file-missing': 'A file of a request can no longer be read at this workstation.',
    'todo.file-missing':
      'The other requests are sent. A supervisor decides under To decide whether the request goes on without the file; otherwise scan it again.',
  },
)

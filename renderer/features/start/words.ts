import { defineWords } from '../../i18n/words.ts'

export const startWords = defineWords(
  'start',
  {
    product: 'Ghișeu DES',
    title: 'Datele stației nu se pot deschide',
    nothingChanged: 'Nu s-a modificat și nu s-a șters nimic.',
    'cause.keys-unavailable':
      'Depozitul de chei al calculatorului nu răspunde acum (poate fi încuiat sau încă nepornit).',
    'todo.keys-unavailable':
      'Deblocați-l sau așteptați câteva clipe. Stația reîncearcă singură; cererile netrimise sunt păstrate.',
    'cause.files-unavailable': 'Discul nu permite acum deschiderea datelor stației (drepturi lipsă sau numai citire).',
    'todo.files-unavailable':
      'Anunțați administratorul. După ce discul răspunde, stația continuă singură; cererile netrimise sunt păstrate.',
    'cause.keys-foreign':
      'Cheile stației sunt deteriorate sau aparțin altui utilizator al calculatorului ori altui calculator.',
    'todo.keys-foreign':
      'Intrați cu utilizatorul obișnuit al calculatorului sau restaurați fișierele keys.json și keys.copy.json, apoi încercați din nou.',
    'cause.keys-missing': 'Există date criptate ale stației, dar lipsesc cheile lor.',
    'todo.keys-missing': 'Restaurați fișierul keys.json în dosarul stației, apoi încercați din nou.',
    'cause.keys-of-other-data': 'Cheile se deschid, dar datele au fost criptate cu altele.',
    'todo.keys-of-other-data': 'Puneți laolaltă cheile și datele aceleiași stații, apoi încercați din nou.',
    'cause.records-unreadable': 'Nici datele stației, nici jurnalul ei nu se pot citi.',
    'todo.records-unreadable':
      'Restaurați dosarul stației dintr-o copie, apoi încercați din nou. Dacă începeți de la capăt, ce nu s-a trimis nu mai ajunge la sistemul central.',
    'cause.records-damaged': 'Datele stației nu se pot citi, iar din jurnalul ei lipsește o parte.',
    'todo.records-damaged':
      'Restaurați fișierele dintr-o copie, apoi încercați din nou. Dacă mergeți mai departe, se reface tot ce se poate citi; ce lipsește și nu s-a trimis nu mai ajunge la sistemul central.',
    goOn: 'Mergi mai departe cu ce se poate citi',
    folder: 'Dosarul stației',
    retry: 'Încearcă din nou',
    retrying: 'Se încearcă…',
    stillClosed: 'Cauza este încă prezentă.',
    beginAnew: 'Începe de la capăt…',
    confirmTitle: 'Începeți o stație nouă?',
    confirmWords:
      'Fișierele de acum se mută în dosarul set-aside și nu se șterge niciunul. Cererile înregistrate și netrimise rămân numai acolo, până când le recuperează cineva. Stația are nevoie de un cod nou de înrolare.',
    confirm: 'Mută fișierele și începe de la capăt',
    cancel: 'Renunță',
  },
  {
    product: 'DES Counter',
    title: 'The data of this workstation cannot be opened',
    nothingChanged: 'Nothing was changed and nothing was deleted.',
    'cause.keys-unavailable':
      'The key store of this computer does not answer now (it may be locked, or not ready yet).',
    'todo.keys-unavailable':
      'Unlock it, or wait a moment. The workstation tries again by itself; unsent requests are kept.',
    'cause.files-unavailable': 'The disk does not allow the data to be opened now (no permission, or read-only).',
    'todo.files-unavailable':
      'Tell the administrator. The workstation goes on when the disk answers; unsent requests are kept.',
    'cause.keys-foreign': 'The keys of this workstation are damaged, or belong to another user or another computer.',
    'todo.keys-foreign':
      'Sign in to the computer as the usual user, or restore keys.json and keys.copy.json, then try again.',
    'cause.keys-missing': 'There are encrypted data of this workstation, and their keys are missing.',
    'todo.keys-missing': 'Restore keys.json into the folder of the workstation, then try again.',
    'cause.keys-of-other-data': 'The keys open, but the data were encrypted with others.',
    'todo.keys-of-other-data': 'Put keys and data of the same workstation together, then try again.',
    'cause.records-unreadable': 'Neither the data of this workstation nor its journal can be read.',
    'todo.records-unreadable':
      'Restore the folder of the workstation from a copy, then try again. If you begin anew, what was not sent no longer reaches the central store.',
    'cause.records-damaged': 'The data of this workstation cannot be read, and a part of its journal is missing.',
    'todo.records-damaged':
      'Restore the files from a copy, then try again. If you go on, everything readable is rebuilt; what is missing and was not sent no longer reaches the central store.',
    goOn: 'Go on with what can be read',
    folder: 'Folder of the workstation',
    retry: 'Try again',
    retrying: 'Trying…',
    stillClosed: 'The cause is still there.',
    beginAnew: 'Begin anew…',
    confirmTitle: 'Begin a new workstation?',
    confirmWords:
      'The present files are moved to the folder set-aside, and none is deleted. Requests that were registered and not sent stay only there until somebody recovers them. The workstation needs a new enrolment code.',
    confirm: 'Move the files and begin anew',
    cancel: 'Cancel',
  },
)

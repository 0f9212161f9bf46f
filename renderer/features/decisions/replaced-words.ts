import { defineWords } from '../../i18n/words.ts'

export const replacedWords = defineWords(
  'replaced',
  {
    title: 'Operațiuni rămase de la stația veche',
    intro:
      'Aceste operațiuni au fost făcute aici înainte ca stația să fie înrolată din nou și nu au ajuns la sistemul central. Preluați-le în numele dumneavoastră; rămâne consemnat cine le-a făcut prima dată.',
    request: 'Cerere netrimisă: {number}',
    held: 'Operațiuni netrimise: {number}',
    noNumber: 'Netrimise, la o cerere deja înregistrată',
    open: 'Deschide cererea',
    by: 'Făcută de',
    byAt: '{name}, ghișeul {number, number}',
    when: 'Când',
    offline: 'fără conexiune',
    unreadable: 'Conținutul nu poate fi citit de această versiune.',
    decision: 'O decizie nu se preia: o ia din nou, pe cerere, cine are dreptul. Aici se poate doar lăsa deoparte.',
    paper:
      'Persoana are dovada cu numărul {number}. Numărul se păstrează; dacă între timp îl are altă cerere, sistemul central dă altul, iar cererea se găsește în continuare și după cel vechi.',
    takeOver:
      '{count, plural, one {Preia operațiunea} few {Preia cele # operațiuni} other {Preia cele # de operațiuni}}',
    takeOverHelp: 'Se trimit acum, în această ordine, în numele dumneavoastră.',
    takenOver:
      '{count, plural, one {Operațiunea a fost preluată.} few {# operațiuni au fost preluate.} other {# de operațiuni au fost preluate.}}',
    setAside: 'Lasă deoparte',
    setAsideAct: 'Lasă deoparte: {act}',
    setAsideTitle: 'Lăsarea deoparte a unei operațiuni',
    setAsideIntro:
      'Operațiunea nu va mai fi făcută niciodată, nici de la altă stație. Sistemul central consemnează cine a decis și de ce.',
    setAsideRegistration:
      'Este chiar înregistrarea cererii: împreună cu ea se lasă deoparte tot ce i-a urmat. Persoana are în mână dovada cu acest număr.',
    setAsideReason: 'Motivul',
    setAsideSend: 'Lasă operațiunea deoparte',
    setAsideDone: 'Operațiunea a fost lăsată deoparte.',
    supervisor: 'Numai un șef serviciu poate lăsa o operațiune deoparte.',
  },
  {
    title: 'Acts left from the earlier workstation',
    intro:
      'These acts were done here before the workstation was enrolled again, and never reached the central store. Take them over in your own name; who did them first stays on the record.',
    request: 'Request not sent: {number}',
    held: 'Acts not sent: {number}',
    noNumber: 'Not sent, on a request that is registered already',
    open: 'Open the request',
    by: 'Done by',
    byAt: '{name}, desk {number, number}',
    when: 'When',
    offline: 'offline',
    unreadable: 'This version cannot read its content.',
    decision:
      'A decision is not taken over: whoever has the right makes it again on the request. Here it can only be set aside.',
    paper:
      'The person holds the proof with number {number}. The number is kept; if another request has it by now, the central store gives another one, and the request is still found by the old one.',
    takeOver: '{count, plural, one {Take the act over} other {Take the # acts over}}',
    takeOverHelp: 'They are sent now, in this order, in your name.',
    takenOver: '{count, plural, one {The act was taken over.} other {# acts were taken over.}}',
    setAside: 'Set aside',
    setAsideAct: 'Set aside: {act}',
    setAsideTitle: 'Setting an act aside',
    setAsideIntro:
      'The act will never be done, at no other workstation either. The central store records who decided this and why.',
    setAsideRegistration:
      'This is the registration of the request itself: everything that followed it is set aside too. The person holds the proof with this number.',
    setAsideReason: 'The reason',
    setAsideSend: 'Set the act aside',
    setAsideDone: 'The act was set aside.',
    supervisor: 'Only a supervisor can set an act aside.',
  },
)

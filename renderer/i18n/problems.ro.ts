/** Problems in Romanian: what is wrong, then what to do. Placeholders are the details of the problem code. */
import type { ProblemCode } from '../../src/domain/problem.ts'

export type ProblemWords = Readonly<Record<ProblemCode, readonly [what: string, todo: string]>>

/** Added to every reason why a scan stopped: pages taken before are kept. */
const KEPT =
  '{pages, plural, =0 {Nu s-a scanat nicio pagină.} one {Pagina scanată este păstrată.} few {Cele # pagini scanate sunt păstrate.} other {Cele # de pagini scanate sunt păstrate.}}'

export const problemsRo: ProblemWords = {
  'input.invalid': ['Datele trimise nu au forma așteptată.', 'Verificați câmpurile marcate și încercați din nou.'],
  'input.too-large': ['Ce ați trimis este prea mare.', 'Trimiteți mai puțin deodată (limita: {limit, number} octeți).'],
  'route.unknown': [
    'Aplicația a cerut ceva ce stația nu cunoaște.',
    'Reporniți aplicația; dacă se repetă, anunțați administratorul.',
  ],
  'rate.exceeded': [
    'Prea multe încercări într-un timp scurt.',
    'Așteptați {retryAfterSeconds, plural, one {o secundă} few {# secunde} other {# de secunde}} și încercați din nou.',
  ],

  'login.wrong': ['Utilizatorul sau parola nu se potrivesc.', 'Verificați tasta Caps Lock și scrieți din nou.'],
  'login.locked': [
    'Contul este blocat până la {until}, după prea multe parole greșite.',
    'Așteptați sau cereți administratorului deblocarea.',
  ],
  'login.disabled': ['Contul este dezactivat.', 'Adresați-vă administratorului.'],
  'password.change-required': ['Parola a fost stabilită de altă persoană.', 'Alegeți o parolă numai a dumneavoastră.'],
  'password.common': [
    'Parola este ușor de ghicit: este folosită de mulți, se repetă sau conține numele.',
    'Alegeți alta, de pildă patru cuvinte fără legătură între ele.',
  ],
  'password.recent': [
    'Parola a fost stabilită de altcineva în ultimele 24 de ore, așa că nu puteți decide până la {until}.',
    'Așteptați până atunci sau cereți unui coleg să decidă. Dacă nu ați cerut o parolă nouă, anunțați conducerea.',
  ],
  'authority.unconfirmed': [
    'Rolul nu a fost confirmat încă de a doua persoană.',
    'Cereți unui administrator sau unui șef serviciu, altul decât cel care l-a dat, să îl confirme.',
  ],
  'authority.second-person': [
    'Confirmarea o dă altcineva decât cel care a dat rolul și decât cel care îl primește.',
    'Cereți unui alt administrator sau unui șef serviciu.',
  ],
  'user.last-administrator': ['Este ultimul administrator.', 'Numiți și confirmați întâi un alt administrator.'],
  'session.required': ['Nu este nimeni autentificat.', 'Autentificați-vă.'],
  'session.expired': ['Sesiunea a expirat.', 'Autentificați-vă din nou; ce ați scris s-a păstrat.'],
  'session.unproved': [
    'Operațiunea nu este semnată cu cheia sesiunii în care spune că a fost făcută.',
    'Ieșiți, intrați din nou și repetați operațiunea. Dacă nu ați făcut-o dumneavoastră, anunțați administratorul.',
  ],
  'session.locked': ['Stația este blocată.', 'Deblocați-o cu parola dumneavoastră.'],
  'unlock.not-known-here': [
    'Fără conexiune se pot autentifica numai persoanele care au mai lucrat la această stație.',
    'Autentificați-vă după ce revine conexiunea sau la stația obișnuită.',
  ],
  'unlock.expired': [
    'Au trecut mai mult de {days, plural, one {o zi} few {# zile} other {# de zile}} de la ultima autentificare cu conexiune ({lastOnline}).',
    'Autentificați-vă după ce revine conexiunea.',
  ],
  'right.missing': ['Rolul dumneavoastră nu permite această acțiune.', 'Adresați-vă șefului de serviciu.'],
  'host.refused': ['Fereastra nu a fost recunoscută de stație.', 'Închideți fereastra și porniți aplicația din nou.'],
  'holder.session-required': ['Acest serviciu este pentru titularul dosarului.', 'Autentificați-vă în portal.'],
  'service.certificate-required': [
    'Aplicația nu a fost recunoscută după un certificat.',
    'Anunțați administratorul aplicației.',
  ],

  'enrolment.invalid': [
    'Codul de înrolare nu este valabil sau a fost folosit.',
    'Cereți administratorului un cod nou.',
  ],
  'device.unknown': ['Sistemul central nu cunoaște această stație.', 'Cereți administratorului înrolarea stației.'],
  'device.signature': [
    'Semnătura stației nu a fost acceptată.',
    'Anunțați administratorul: stația trebuie înrolată din nou.',
  ],
  'device.clock': [
    'Ceasul stației diferă prea mult de cel al sistemului central ({serverTime}).',
    'Potriviți data și ora calculatorului. Puteți înregistra în continuare.',
  ],
  'call.repeated': [
    'Sistemul central a răspuns deja la această solicitare a stației.',
    'Încercați din nou. Dacă se repetă, anunțați administratorul: ceva de pe traseu trimite solicitările de două ori.',
  ],
  'call.other-run': ['Între timp, sistemul central a fost repornit.', 'Încercați din nou.'],
  'clock.behind': [
    'Ceasul stației arată o zi dinaintea ultimei legături cu sistemul central ({seen}), așa că nu se știe ce zi este.',
    'Potriviți data și ora calculatorului sau așteptați conexiunea. Ce ați scris s-a păstrat.',
  ],
  'device.forked': [
    'Datele stației au fost restaurate dintr-o copie mai veche; trimiterea s-a oprit la comanda {deviceSeq, number}.',
    'Nu reinstalați și nu ștergeți nimic. Cereți administratorului un cod de înrolare: stația lucrează mai departe ca stație nouă.',
  ],
  'device.behind': [
    'Stația a fost restaurată dintr-o copie mai veche: sistemul central are {centre, number} operațiuni ale ei, aici sunt {here, number}.',
    'Aici nu se mai înregistrează nimic, ca să nu se dea de două ori același număr. Cereți administratorului un cod de înrolare: stația lucrează mai departe ca stație nouă.',
  ],
  'device.unchecked': [
    'Stația nu a comparat încă datele ei cu sistemul central.',
    'Așteptați câteva secunde și încercați din nou; ce ați scris s-a păstrat.',
  ],
  'device.retired': [
    'Stația a fost scoasă din folosință de administrator și nu mai primește numere de înregistrare.',
    'Ce ați înregistrat se trimite în continuare. Adresați-vă administratorului.',
  ],
  'device.replaced': [
    'Operațiunea a fost făcută de stație înainte de a fi înrolată din nou.',
    'Preluați-o sau lăsați-o deoparte la „De decis”.',
  ],
  'device.not-replaceable': [
    'Stația nu are nevoie de o înrolare nouă.',
    'Verificați la „Sincronizare” de ce s-a oprit trimiterea.',
  ],
  'takeover.settled': [
    'Operațiunea a ajuns deja la sistemul central, a fost preluată sau a fost lăsată deoparte.',
    'Nu mai trebuie făcut nimic; lista se actualizează la următoarea sincronizare.',
  ],
  'takeover.unproved': [
    'Nimic nu dovedește cine a făcut operațiunea la stația veche.',
    'Nu poate fi preluată. Refaceți-o sau cereți unui șef serviciu să o lase deoparte.',
  ],
  'takeover.decision': ['O decizie nu se preia de la stația veche.', 'Cine are dreptul o ia din nou, pe cerere.'],
  'device.frozen': [
    'Stația a fost suspendată de administrator.',
    'Adresați-vă administratorului. Cererile netrimise se păstrează.',
  ],

  'push.gap': [
    'Sistemul central așteaptă întâi o comandă mai veche ({expected, number}).',
    'Stația o trimite singură la următoarea sincronizare.',
  ],
  'push.chain': [
    'Șirul comenzilor stației nu se leagă la comanda {deviceSeq, number}.',
    'Trimiterea s-a oprit. Anunțați administratorul.',
  ],
  'store.full': [
    'Sistemul central nu mai are spațiu pe disc.',
    'Nu s-a pierdut nimic: stația păstrează ce ați înregistrat și trimite singură după eliberarea spațiului. Anunțați administratorul.',
  ],
  'store.damaged': [
    'Sistemul central nu își mai poate citi sau scrie baza de date.',
    'Nu s-a pierdut nimic din ce păstrează stația. Anunțați imediat administratorul.',
  ],
  'store.different': [
    'Stația este legată de alt sistem central decât cel care răspunde.',
    'Trimiterea s-a oprit și nu s-a pierdut nimic. Anunțați administratorul.',
  ],
  'cursor.gone': [
    'Lista de modificări trebuie descărcată de la început.',
    'Stația o descarcă singură; puteți lucra în continuare.',
  ],
  'protocol.too-old': [
    'Versiunea aplicației este prea veche (protocolul minim: {minimum, number}).',
    'Actualizați aplicația. Puteți înregistra în continuare.',
  ],
  'command.unknown-kind': [
    'Sistemul central nu cunoaște comanda „{kind}”.',
    'Actualizați aplicația sau anunțați administratorul.',
  ],
  'command.refused': [
    'Un șef serviciu ({by}) nu a lăsat operațiunea să treacă: {reason}',
    'Refaceți operațiunea cum trebuie sau renunțați la ea.',
  ],
  'parked.unknown': [
    'Operațiunea nu mai așteaptă: a rezolvat-o altcineva sau alta este la rând.',
    'Lista se arată din nou, cum este acum.',
  ],
  'command.payload-hash': [
    'Conținutul unei comenzi nu se potrivește cu amprenta ei.',
    'Comanda a fost oprită. Anunțați administratorul.',
  ],
  'decision.late': [
    'Decizia a ajuns la sistemul central la mai mult de {minutes} minute după ce a fost luată, așa că nu a fost primită.',
    'Priviți cererea și decideți din nou.',
  ],
  'central.unreachable': [
    'Sistemul central nu răspunde.',
    'Puteți înregistra în continuare; trimiterea se reia singură.',
  ],
  'session.offline': [
    'V-ați autentificat fără conexiune, iar sistemul central cere acum parola.',
    'Apăsați „Introduceți parola” în bara de sus, apoi încercați din nou.',
  ],
  'online.required': [
    'Această acțiune are nevoie de conexiune cu sistemul central.',
    'Reveniți când bara de sus arată „Conectat”.',
  ],

  'attachment.missing': [
    'Un fișier atașat nu a ajuns încă la sistemul central.',
    'Stația îl trimite singură; încercați din nou după sincronizare.',
  ],
  'attachment.unknown': [
    'Fișierul nu este la această stație.',
    'Se descarcă la următoarea sincronizare; încercați din nou când sunteți conectat.',
  ],
  'attachment.hash-mismatch': [
    'Fișierul primit nu este cel așteptat.',
    'Încercați din nou; dacă se repetă, anunțați administratorul.',
  ],
  'attachment.quota': [
    'Stația a trimis prea multe fișiere care nu aparțin încă niciunei cereri.',
    'Fișierele rămân la stație, care le trimite mai târziu. Dacă se repetă, anunțați administratorul.',
  ],
  'attachment.damaged': [
    'Fișierul nu mai este întreg la sistemul central.',
    'Anunțați administratorul: fișierul se readuce din copia de siguranță sau de la stația care l-a trimis.',
  ],
  'attachment.offset': ['Trimiterea fișierului s-a întrerupt.', 'Stația o continuă singură.'],
  'scan.empty': ['Fișierul „{name}” este gol.', 'Scanați din nou și adăugați fișierul nou.'],
  'scan.too-large': [
    'Fișierul „{name}” este prea mare.',
    'Scanați la 200–300 dpi, în tonuri de gri, sau împărțiți documentul.',
  ],
  'scan.not-supported': ['Fișierul „{name}” nu este o imagine sau un PDF.', 'Folosiți PDF, PNG, JPEG sau TIFF.'],
  'scan.incomplete': [
    'Fișierul „{name}” este incomplet.',
    '{whole, plural, one {O singură pagină este întreagă} few {Numai # pagini sunt întregi} other {Numai # de pagini sunt întregi}}; celelalte lipsesc sau sunt tăiate. Cereți fișierul din nou sau preluați numai ce este întreg.',
  ],
  'scan.unreadable': ['Fișierul „{name}” nu poate fi citit.', 'Este deteriorat. Scanați din nou.'],
  'scan.password': [
    'Fișierul „{name}” este protejat cu parolă.',
    'Cereți un fișier fără parolă sau tipăriți-l și scanați-l.',
  ],
  'scan.too-many-pages': [
    'Fișierul „{name}” are {pages, plural, one {o pagină} few {# pagini} other {# de pagini}}; limita este {limit, number}.',
    'Păstrați numai paginile cererii.',
  ],
  'thread.ended': [
    'Citirea datelor primite a durat prea mult, cerea prea multă memorie sau a eșuat și a fost oprită.',
    'Încercați din nou; dacă se repetă, anunțați administratorul.',
  ],
  'scan.no-pages': ['Cererea nu are nicio pagină scanată.', 'Scanați cererea semnată (F4).'],

  'cnp.length': [
    'CNP-ul are {length, plural, one {o cifră} few {# cifre} other {# de cifre}} în loc de 13.',
    'Verificați CNP-ul pe act.',
  ],
  'cnp.characters': ['CNP-ul conține altceva decât cifre.', 'Scrieți cele 13 cifre de pe act.'],
  'cnp.tax-number': [
    'Numărul începe cu 9: este un număr de identificare fiscală (NIF), nu un CNP.',
    'Cereți actul pe care este scris CNP-ul.',
  ],
  'cnp.first-digit': ['Prima cifră a CNP-ului nu poate fi 0.', 'Verificați CNP-ul pe act.'],
  'cnp.date': ['Data nașterii din CNP nu există în calendar.', 'Verificați cifrele 2–7 ale CNP-ului pe act.'],
  'cnp.control-digit': [
    'Cifra de control a CNP-ului nu se potrivește.',
    'O cifră este greșită: verificați CNP-ul pe act.',
  ],
  'mrz.format': [
    'Rândurile citite nu sunt o zonă de citire optică (MRZ) cunoscută.',
    'Citiți din nou zona din josul actului sau completați de mână.',
  ],
  'mrz.check-digit': [
    'Cifrele de control ale zonei MRZ nu se potrivesc: {fields}.',
    'Citiți din nou sau comparați câmpurile cu actul.',
  ],
  'mrz.state': ['Zona MRZ indică un stat necunoscut: {state}.', 'Citiți din nou zona sau completați de mână după act.'],
  'name.empty': ['Numele lipsește.', 'Scrieți numele așa cum apare pe act.'],
  'document.expired': ['Actul de identitate a expirat la {validUntil}.', 'Cereți un act valabil.'],
  'document.date': ['Data nu există sau nu este scrisă ca zz.ll.aaaa.', 'Scrieți data ca 23.11.2026.'],
  'holder.unknown': [
    'Sistemul central nu cunoaște această persoană.',
    'Verificați CNP-ul. Cererea se poate înregistra.',
  ],
  'holder.deceased': ['Persoana figurează ca decedată.', 'Îndrumați cazul către șeful de serviciu.'],

  'request.unknown': ['Cererea nu există la această stație.', 'Sincronizați (F9) și căutați din nou după număr.'],
  'request.exists': ['Cererea există deja.', 'Deschideți cererea înregistrată.'],
  'request.state': [
    'Acțiunea nu este posibilă în starea de acum a cererii.',
    'Priviți istoricul cererii: altcineva a lucrat la ea.',
  ],
  'request.stale': ['Cererea s-a schimbat de când ați deschis-o.', 'Priviți versiunea nouă și decideți din nou.'],
  'request.incomplete': ['Cererea nu este completă.', 'Completați ce lipsește înainte de a o trimite la aprobare.'],
  'request.four-eyes': [
    'Cine a înregistrat cererea, a verificat identitatea, a corectat datele sau a atașat cererea ori dovada calității nu o poate și aproba.',
    'Aprobarea aparține altui șef de serviciu.',
  ],
  'request.own-registration': [
    'Ați înregistrat dumneavoastră această cerere.',
    'Aprobarea aparține altui șef de serviciu.',
  ],
  'request.duplicate': [
    'Aceeași persoană are deja o cerere deschisă de același tip: {number}.',
    'Conexați cererile, ca să primească un singur răspuns.',
  ],
  'request.different-person': ['Cererile sunt ale unor persoane diferite.', 'Alegeți o cerere a aceleiași persoane.'],
  'request.name-of-another': [
    'CNP-ul din cerere este, în sistemul central, al unei persoane cu alt nume.',
    'Verificați CNP-ul cu actul de identitate. Dacă persoana și-a schimbat prenumele, treceți în cerere și prenumele vechi.',
  ],
  'request.people-changed': [
    'Între timp cererea a fost corectată și numește alte persoane decât cele verificate.',
    'Deschideți cererea și verificați identitatea persoanelor numite acum.',
  ],
  'request.already-anonymised': [
    'Dosarul acestei persoane este deja anonimizat.',
    'Arătați recipisa existentă; nu se execută a doua oară.',
  ],
  'request.not-anonymised': [
    'Dosarul acestei persoane nu este anonimizat.',
    'Revenirea nu are obiect; respingeți cererea cu acest motiv.',
  ],
  'request.no-dossier': ['Persoana nu are dosar electronic de sănătate.', 'Respingeți cererea cu acest motiv.'],
  'request.plan-changed': [
    'Planul s-a schimbat de când l-ați văzut: au apărut sau au dispărut date.',
    'Priviți numerele noi și aprobați din nou.',
  ],
  'request.plan-expired': ['Planul a fost calculat prea demult.', 'Recalculați planul și aprobați din nou.'],
  'request.wish': [
    'Persoana a cerut altceva decât ștergerea acum: doar restricționarea accesului sau mai întâi copia datelor.',
    'Lămuriți cu persoana și notați rezolvarea la „Documentul față de cerere”, apoi aprobați.',
  ],
  'request.surname': ['Numele scris nu este numele titularului.', 'Scrieți numele de familie exact ca în cerere.'],
  'request.order': [
    'Persoana are cereri opuse și nu se poate dovedi care a fost făcută prima.',
    'Decide șeful de serviciu, după datele cererilor.',
  ],
  'request.order-known': [
    'Nu mai este nimic de decis: ordinea reiese din ore sau din deciziile luate.',
    'Lista se arată din nou; cererile se execută în ordinea lor.',
  ],
  'request.not-opposite': [
    'Cererile nu sunt opuse: ordinea se decide între o anonimizare și o revenire ale aceleiași persoane.',
    'Alegeți o cerere opusă a aceleiași persoane.',
  ],
  'request.extended': ['Termenul a fost deja prelungit o dată.', 'Legea permite o singură prelungire.'],
  'request.extension': [
    '{maximumDays, plural, =0 {Termenul a trecut.} one {Prelungirea depășește o zi.} few {Prelungirea depășește # zile.} other {Prelungirea depășește # de zile.}}',
    '{maximumDays, plural, =0 {Prelungirea se face numai înainte de sfârșitul termenului.} one {Alegeți cel mult o zi.} few {Alegeți cel mult # zile.} other {Alegeți cel mult # de zile.}}',
  ],
  'request.deceased': ['Titularul figurează ca decedat.', 'Verificați și respingeți cu acest motiv, dacă se confirmă.'],
  'draft.unknown': ['Ciorna nu mai există.', 'A fost înregistrată sau ștearsă; începeți una nouă (F2).'],
  'decision.unknown': ['Această decizie a fost deja luată.', 'Lista s-a actualizat; nu mai este nimic de făcut.'],

  'number.taken': ['Numărul {number} este deja folosit.', 'Cererea rămâne înregistrată; anunțați administratorul.'],
  'registration.day': [
    'Numărul {number} este dintr-un an în care cererea nu putea fi înregistrată: după evidența sistemului central, s-a înregistrat între {from} și {to}.',
    'Verificați data calculatorului și înregistrați din nou cererea; persoana primește o dovadă nouă.',
  ],
  'number.not-leased': [
    'Numărul {number} nu aparține acestei stații.',
    'Cererea rămâne înregistrată; anunțați administratorul.',
  ],
  'paper.unknown': ['Documentul nu există.', 'Sincronizați (F9) și încercați din nou.'],
  'paper.unsealed': [
    'Acum nu există un fișier sigilat al acestui document.',
    'Tipăriți-l sau încercați din nou când sistemul central răspunde.',
  ],
  'paper.not-yet': [
    'Acest document nu se poate tipări încă.',
    'Recipisa apare după executare, răspunsul după decizie.',
  ],
  'paper.not-sent': [
    'La această stație nu se știe ca acest document să fi fost trimis la imprimantă.',
    'Uitați-vă la „De tipărit”; dacă documentul este acolo, tipăriți-l.',
  ],
  'verification.unknown': [
    'Codul de verificare nu corespunde niciunui document.',
    'Verificați codul scris pe document.',
  ],
  'printer.none': [
    'Nu este aleasă nicio imprimantă.',
    'Documentul se poate vedea și salva; imprimanta se alege la „Sistem”.',
  ],
  'printer.failed': [
    'Documentul nu s-a tipărit. Imprimanta: {reason}.',
    'Rezolvați la imprimantă, apoi tipăriți din nou: documentul vă așteaptă la „De tipărit”.',
  ],
  'printer.unreachable': [
    'Imprimanta „{printer}” nu răspunde.',
    'Verificați că este pornită și legată la rețea, apoi tipăriți din nou.',
  ],
  'printer.unconfirmed': [
    'Nu se știe dacă documentul s-a tipărit la imprimanta „{printer}”.',
    'Uitați-vă întâi la imprimantă. Dacă s-a tipărit, apăsați „S-a tipărit”, pe care îl găsiți și la „De tipărit”. Dacă nu, anulați la imprimantă lucrarea care a rămas în coadă, apoi tipăriți din nou.',
  ],

  'scanner.none': ['Nu este ales niciun scanner.', 'Alegeți scannerul la „Sistem”, sau adăugați un fișier.'],
  'scanner.running': ['La această stație se scanează deja.', 'Așteptați să se termine sau opriți scanarea.'],
  'scanner.unreachable': [
    'Scannerul „{scanner}” nu răspunde.',
    'Verificați că este pornit și legat la rețea sau la stație, apoi scanați din nou. Dacă i s-a schimbat adresa, căutați-l din nou la „Sistem”.',
  ],
  'scanner.certificate': [
    'La adresa scannerului „{scanner}” răspunde un aparat cu alt certificat decât cel știut.',
    'Dacă scannerul a fost înlocuit sau resetat, alegeți-l din nou la „Sistem”. Altfel anunțați administratorul.',
  ],
  'scanner.settings': [
    'Scannerul „{scanner}” nu poate scana cu aceste setări.',
    'Alegeți altă rezoluție, culoare sau sursă.',
  ],
  'scanner.busy': [`Scannerul „{scanner}” este ocupat. ${KEPT}`, 'Așteptați să termine, apoi scanați din nou.'],
  'scanner.no-documents': [
    `Alimentatorul scannerului „{scanner}” este gol. ${KEPT}`,
    'Puneți foile în alimentator, cu fața cum arată semnul de pe aparat, și scanați din nou.',
  ],
  'scanner.no-file': [
    'În dosarul „{folder}” nu a sosit niciun fișier în {seconds, plural, one {o secundă} few {# secunde} other {# de secunde}}.',
    'Porniți scanarea de la aparat spre acest dosar, apoi apăsați din nou F4.',
  ],
  'scanner.folder-gone': [
    `Dosarul de scanare „{folder}” nu poate fi deschis. ${KEPT}`,
    'Verificați legătura cu rețeaua; dacă nu ajută, anunțați administratorul: dosarul a fost mutat sau stația nu mai are dreptul la el.',
  ],
  'scanner.jam': [
    `Hârtia s-a blocat în scannerul „{scanner}”. ${KEPT}`,
    'Scoateți foaia blocată, puneți înapoi foile care lipsesc și continuați scanarea.',
  ],
  'scanner.cover-open': [
    `Capacul scannerului „{scanner}” este deschis. ${KEPT}`,
    'Închideți capacul și continuați scanarea.',
  ],
  'scanner.gone': [
    `Legătura cu scannerul „{scanner}” s-a întrerupt. ${KEPT}`,
    'Verificați cablul și rețeaua, apoi continuați cu foile care lipsesc.',
  ],
  'scanner.timed-out': [
    `Scannerul „{scanner}” nu a mai răspuns la timp. ${KEPT}`,
    'Priviți ecranul aparatului, apoi continuați cu foile care lipsesc.',
  ],
  'scanner.cancelled': [
    `Scanarea a fost oprită. ${KEPT}`,
    'Continuați cu foile care lipsesc sau ștergeți paginile care nu trebuie.',
  ],
  'scanner.access-denied': [
    `Stația nu are voie să folosească scannerul „{scanner}”. ${KEPT}`,
    'Dacă scannerul cere o parolă, scrieți-o în Sistem; altfel anunțați administratorul: contul stației are nevoie de drept la scanner.',
  ],
  'scanner.not-understood': [
    `Scannerul „{scanner}” a dat un răspuns care nu poate fi înțeles. ${KEPT}`,
    'Scanați din nou; dacă se repetă, folosiți dosarul de scanare și anunțați administratorul.',
  ],
  'scanner.failed': [
    `Scannerul „{scanner}” s-a oprit cu o eroare. ${KEPT}`,
    'Priviți ecranul aparatului, opriți-l și porniți-l, apoi continuați cu foile care lipsesc.',
  ],

  'disk.full': ['Discul stației este plin.', 'Eliberați spațiu. Ce ați înregistrat până acum este păstrat.'],
  'desk.start-blocked': [
    'Datele acestei stații nu se pot deschide.',
    'Alegeți pe ecranul de pornire ce se face; până atunci nu se modifică nimic.',
  ],
  'cache.unavailable': [
    'Stația nu răspunde.',
    'Așteptați câteva secunde. Dacă nu revine, reporniți aplicația: ce ați scris s-a păstrat.',
  ],
  unexpected: [
    'A apărut o eroare neașteptată.',
    'Încercați din nou. Dacă se repetă, comunicați administratorului referința: {reference}.',
  ],
}

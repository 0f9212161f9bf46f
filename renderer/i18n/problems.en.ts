/** Problems in English: what is wrong, then what to do. */
import type { ProblemWords } from './problems.ro.ts'

/** Added to every reason why a scan stopped: pages taken before are kept. */
const KEPT =
  '{pages, plural, =0 {No page was scanned.} one {The page scanned is kept.} other {The # pages scanned are kept.}}'

export const problemsEn: ProblemWords = {
  'input.invalid': ['What was sent does not have the expected form.', 'Check the marked fields and try again.'],
  'input.too-large': ['What you sent is too large.', 'Send less at once (limit: {limit, number} bytes).'],
  'route.unknown': [
    'The application asked for something that this desk does not know.',
    'Restart the application; if it happens again, tell the administrator.',
  ],
  'rate.exceeded': [
    'Too many attempts in a short time.',
    'Wait {retryAfterSeconds, plural, one {# second} other {# seconds}} and try again.',
  ],

  'login.wrong': ['User name and password do not match.', 'Check Caps Lock and type again.'],
  'login.locked': [
    'The account is locked until {until} after too many wrong passwords.',
    'Wait, or ask the administrator to unlock it.',
  ],
  'login.disabled': ['The account is disabled.', 'Ask the administrator.'],
  'password.change-required': ['The password was set by another person.', 'Choose a password of your own.'],
  'password.common': [
    'The password is easy to guess: many people use it, it repeats, or it contains the name.',
    'Choose another one, for example four unrelated words.',
  ],
  'password.recent': [
    'Somebody else set the password within the last 24 hours: you cannot decide until {until}.',
    'Wait until then, or ask a colleague to decide. If you did not ask for a new password, notify the management.',
  ],
  'authority.unconfirmed': [
    'A second person has not confirmed the role yet.',
    'Ask an administrator or supervisor other than the one who gave it to confirm it.',
  ],
  'authority.second-person': [
    'The confirmation is given by somebody other than the person who gave the role or received it.',
    'Ask another administrator or a supervisor.',
  ],
  'user.last-administrator': ['This is the last administrator.', 'Appoint and confirm another administrator first.'],
  'session.required': ['Nobody is signed in.', 'Sign in.'],
  'session.expired': ['The session has expired.', 'Sign in again; what you typed is kept.'],
  'session.unproved': [
    'This act is not signed with the key of the session that it names.',
    'Sign out, sign in again and repeat it. If you did not do it, notify the administrator.',
  ],
  'session.locked': ['The desk is locked.', 'Unlock it with your password.'],
  'unlock.not-known-here': [
    'Offline, only people who have worked at this desk before can sign in.',
    'Sign in when the connection is back, or at your usual desk.',
  ],
  'unlock.expired': [
    'More than {days, plural, one {# day} other {# days}} since the last online sign-in ({lastOnline}).',
    'Sign in when the connection is back.',
  ],
  'right.missing': ['Your role does not allow this.', 'Ask the supervisor.'],
  'host.refused': ['The desk did not recognise this window.', 'Close the window and start the application again.'],
  'holder.session-required': ['Only the holder of the record can do this.', 'Sign in at the portal.'],
  'service.certificate-required': [
    'The application has no certificate that is recognised here.',
    'Tell the administrator of the application.',
  ],

  'enrolment.invalid': ['The enrolment code is not valid or was used.', 'Ask the administrator for a new code.'],
  'device.unknown': ['The central store does not know this desk.', 'Ask the administrator to enrol it.'],
  'device.signature': [
    'The signature of this desk was not accepted.',
    'Tell the administrator: the desk must be enrolled again.',
  ],
  'device.clock': [
    'The clock of this desk is too far from the central store’s ({serverTime}).',
    'Set the computer’s date and time. You can go on registering.',
  ],
  'call.repeated': [
    'The central store has answered this call of the desk before.',
    'Try again. If it happens often, tell the administrator: something repeats calls on the way.',
  ],
  'call.other-run': ['The central store was started again in the meantime.', 'Try again.'],
  'clock.behind': [
    'The clock of this desk shows a day before its last contact with the central store ({seen}), so the day is unknown.',
    'Set the computer’s date and time, or wait for the connection. What you typed is kept.',
  ],
  'device.forked': [
    'The data of this desk were restored from an older copy; sending stopped at command {deviceSeq, number}.',
    'Do not reinstall or delete anything. Ask the administrator for an enrolment code: the workstation goes on as a new one.',
  ],
  'device.behind': [
    'This workstation was restored from an older copy: the central store has {centre, number} of its acts, here are {here, number}.',
    'Nothing is registered here, so that no number is given twice. Ask the administrator for an enrolment code: the workstation goes on as a new one.',
  ],
  'device.unchecked': [
    'The workstation has not yet compared its data with the central store.',
    'Wait a few seconds and try again; what you typed is kept.',
  ],
  'device.retired': [
    'The administrator has retired this desk; it gets no more registration numbers.',
    'What you have registered is still sent. Ask the administrator.',
  ],
  'device.replaced': [
    'The workstation did this act before it was enrolled again.',
    'Take it over or set it aside under “To decide”.',
  ],
  'device.not-replaceable': ['The workstation needs no new enrolment.', 'See “Sync” for why sending has stopped.'],
  'takeover.settled': [
    'The act has arrived at the central store already, or was taken over or set aside.',
    'Nothing is left to do; the list is updated at the next sync.',
  ],
  'takeover.unproved': [
    'Nothing proves who did this act at the earlier workstation.',
    'It cannot be taken over. Do it again, or ask a supervisor to set it aside.',
  ],
  'takeover.decision': [
    'A decision is not taken over from the earlier workstation.',
    'Whoever has the right makes it again on the request.',
  ],
  'device.frozen': [
    'This desk was suspended by the administrator.',
    'Ask the administrator. Unsent requests are kept.',
  ],

  'push.gap': [
    'The central store expects an older command first ({expected, number}).',
    'The desk sends it automatically at the next sync.',
  ],
  'push.chain': [
    'The chain of commands does not hold at command {deviceSeq, number}.',
    'Sending has stopped. Tell the administrator.',
  ],
  'store.full': [
    'The central store has no room left on its disk.',
    'Nothing is lost: the desk keeps what you registered and sends it automatically when there is room. Tell the administrator.',
  ],
  'store.damaged': [
    'The central store can no longer read or write its database.',
    'Nothing that this desk keeps is lost. Tell the administrator at once.',
  ],
  'store.different': [
    'This desk belongs to another central store than the one that answers.',
    'Sending has stopped and nothing is lost. Tell the administrator.',
  ],
  'cursor.gone': [
    'The list of changes must be fetched from the beginning.',
    'The desk does so automatically; you can go on working.',
  ],
  'protocol.too-old': [
    'This version of the application is too old (minimum protocol {minimum, number}).',
    'Update the application. You can go on registering.',
  ],
  'command.unknown-kind': [
    'The central store does not know the command “{kind}”.',
    'Update the application or tell the administrator.',
  ],
  'command.refused': ['A supervisor ({by}) refused the act: {reason}', 'Do the act again correctly, or discard it.'],
  'parked.unknown': [
    'The act is no longer waiting: somebody else resolved it, or another is due first.',
    'The list has been refreshed.',
  ],
  'command.payload-hash': [
    'The content of a command does not match its fingerprint.',
    'The command was stopped. Tell the administrator.',
  ],
  'decision.late': [
    'The decision reached the central store more than {minutes} minutes after it was made and was not accepted.',
    'Look at the request and decide again.',
  ],
  'central.unreachable': [
    'The central store does not answer.',
    'You can go on registering; sending resumes automatically.',
  ],
  'session.offline': [
    'You signed in while there was no connection, and the central store now asks for your password.',
    'Press “Enter the password” in the bar above, then try again.',
  ],
  'online.required': ['This needs a connection to the central store.', 'Come back when the top bar says “Connected”.'],

  'attachment.missing': [
    'An attached file has not reached the central store yet.',
    'The desk sends it automatically; try again after syncing.',
  ],
  'attachment.unknown': ['The file is not at this desk.', 'It is fetched at the next sync; try again when connected.'],
  'attachment.hash-mismatch': [
    'The file received is not the one expected.',
    'Try again; if it happens again, tell the administrator.',
  ],
  'attachment.quota': [
    'This desk has sent too many files that belong to no request yet.',
    'The files stay at the desk, which sends them later. If it happens again, tell the administrator.',
  ],
  'attachment.damaged': [
    'The file is no longer whole at the central store.',
    'Tell the administrator: it is restored from the backup, or from the desk that sent it.',
  ],
  'attachment.offset': ['Sending the file was interrupted.', 'The desk resumes automatically.'],
  'scan.empty': ['The file “{name}” is empty.', 'Scan again and add the new file.'],
  'scan.too-large': ['The file “{name}” is too large.', 'Scan at 200–300 dpi in greyscale, or split the document.'],
  'scan.not-supported': ['The file “{name}” is neither an image nor a PDF.', 'Use PDF, PNG, JPEG or TIFF.'],
  'scan.incomplete': [
    'The file “{name}” is incomplete.',
    '{whole, plural, one {Only one page is whole} other {Only # pages are whole}}; the others are missing or cut off. Ask for the file again, or take only what is whole.',
  ],
  'scan.unreadable': ['The file “{name}” cannot be read.', 'It is damaged. Scan again.'],
  'scan.password': [
    'The file “{name}” is protected by a password.',
    'Ask for a file without a password, or print and scan it.',
  ],
  'scan.too-many-pages': [
    'The file “{name}” has {pages, plural, one {# page} other {# pages}}; the limit is {limit, number}.',
    'Keep only the pages of the request.',
  ],
  'thread.ended': [
    'Reading the data received took too long, needed too much memory or failed, and was stopped.',
    'Try again; if it happens again, tell the administrator.',
  ],
  'scan.no-pages': ['The request has no scanned page.', 'Scan the signed request (F4).'],

  'cnp.length': [
    'The CNP has {length, plural, one {# digit} other {# digits}} instead of 13.',
    'Check the CNP on the document.',
  ],
  'cnp.characters': ['The CNP contains something other than digits.', 'Type the 13 digits of the document.'],
  'cnp.tax-number': [
    'The number begins with 9: it is a tax number (NIF), not a CNP.',
    'Ask for the document that shows the CNP.',
  ],
  'cnp.first-digit': ['The first digit of a CNP cannot be 0.', 'Check the CNP on the document.'],
  'cnp.date': ['The date of birth in the CNP does not exist.', 'Check digits 2–7 of the CNP on the document.'],
  'cnp.control-digit': [
    'The control digit of the CNP does not match.',
    'One digit is wrong: check the CNP on the document.',
  ],
  'mrz.format': [
    'The lines read are not a known machine-readable zone (MRZ).',
    'Read the zone again or fill in by hand.',
  ],
  'mrz.check-digit': [
    'Check digits of the MRZ do not match: {fields}.',
    'Read again, or compare the fields with the document.',
  ],
  'mrz.state': [
    'The MRZ names an unknown state: {state}.',
    'Read the zone again or fill in by hand from the document.',
  ],
  'name.empty': ['The name is missing.', 'Type the name as on the document.'],
  'document.expired': ['The identity document expired on {validUntil}.', 'Ask for a valid document.'],
  'document.date': ['The date does not exist or is not written dd.mm.yyyy.', 'Write the date like 23.11.2026.'],
  'holder.unknown': ['The central store does not know this person.', 'Check the CNP. The request can be registered.'],
  'holder.deceased': ['The person is recorded as deceased.', 'Send the case to the supervisor.'],

  'request.unknown': ['The request is not at this desk.', 'Sync (F9) and search by number again.'],
  'request.exists': ['The request exists already.', 'Open the registered request.'],
  'request.state': [
    'This cannot be done in the present state of the request.',
    'See the history of the request: somebody else has worked on it.',
  ],
  'request.stale': ['The request has changed since you opened it.', 'See the new version and decide again.'],
  'request.incomplete': ['The request is not complete.', 'Fill in what is missing before sending it to review.'],
  'request.four-eyes': [
    'A person who registered a request, verified the identity, amended the data or attached the request or the proof of capacity may not approve it.',
    'Another supervisor must approve.',
  ],
  'request.own-registration': ['You registered this request yourself.', 'Another supervisor must approve.'],
  'request.duplicate': [
    'The same person already has an open request of this kind: {number}.',
    'Join the requests, so that there is one answer.',
  ],
  'request.different-person': ['The requests belong to different people.', 'Choose a request of the same person.'],
  'request.name-of-another': [
    'In the central store, the CNP of this request belongs to a person with another name.',
    'Check the CNP against the identity document. If the person changed their given name, state the former one in the request too.',
  ],
  'request.people-changed': [
    'The request was corrected meanwhile and now names other people than those whose identity was checked.',
    'Open the request and check the identity of the people it names now.',
  ],
  'request.already-anonymised': [
    'The dossier of this person is already anonymised.',
    'Show the existing receipt; nothing is executed twice.',
  ],
  'request.not-anonymised': [
    'The dossier of this person is not anonymised.',
    'There is nothing to revert; reject with this reason.',
  ],
  'request.no-dossier': ['The person has no electronic health record.', 'Reject with this reason.'],
  'request.plan-changed': [
    'The plan has changed since you saw it: data were added or removed.',
    'See the new numbers and approve again.',
  ],
  'request.plan-expired': ['The plan was computed too long ago.', 'Compute it again and approve again.'],
  'request.wish': [
    'The person wants something else than an erasure now: only a restriction of access, or a copy first.',
    'Clear this up with the person and record it under “Paper against record”, then approve.',
  ],
  'request.surname': ['The surname typed is not the holder’s.', 'Type the surname exactly as in the request.'],
  'request.order': [
    'The person has opposite requests and their order cannot be proved.',
    'The supervisor decides by the dates of the requests.',
  ],
  'request.order-known': [
    'There is nothing left to decide: the times or earlier decisions give the order.',
    'The list has been refreshed; the requests run in their order.',
  ],
  'request.not-opposite': [
    'The requests are not opposite: the order is decided between an anonymisation and a revert of one person.',
    'Choose an opposite request of the same person.',
  ],
  'request.extended': ['The term was already extended once.', 'The law allows one extension.'],
  'request.extension': [
    '{maximumDays, plural, =0 {The term has passed.} one {The extension exceeds # day.} other {The extension exceeds # days.}}',
    '{maximumDays, plural, =0 {It can only be extended before it ends.} one {Choose at most # day.} other {Choose at most # days.}}',
  ],
  'request.deceased': ['The holder is recorded as deceased.', 'Check, and reject with this reason if it is confirmed.'],
  'draft.unknown': ['The draft no longer exists.', 'It was registered or discarded; begin a new one (F2).'],
  'decision.unknown': ['This was already decided.', 'The list is up to date; nothing is left to do.'],

  'number.taken': ['Number {number} is already in use.', 'The request stays registered; tell the administrator.'],
  'registration.day': [
    'Number {number} is of a year in which this request cannot have been registered: by the records of the central store it was registered between {from} and {to}.',
    'Check the computer’s date, and register the request again; the person gets a new paper.',
  ],
  'number.not-leased': [
    'Number {number} does not belong to this desk.',
    'The request stays registered; tell the administrator.',
  ],
  'paper.unknown': ['The paper does not exist.', 'Sync (F9) and try again.'],
  'paper.unsealed': [
    'There is no sealed file of this paper now.',
    'Print it, or ask again when the central store answers.',
  ],
  'paper.not-yet': [
    'This paper cannot be printed yet.',
    'The receipt comes after execution, the letter after the decision.',
  ],
  'paper.not-sent': [
    'This desk knows of no attempt to print this paper that may have succeeded.',
    'Look at “To print”; if the paper is there, print it.',
  ],
  'verification.unknown': ['The verification code belongs to no paper.', 'Check the code on the paper.'],
  'printer.none': ['No printer is chosen.', 'The paper can be viewed and saved; the printer is chosen in “System”.'],
  'printer.failed': [
    'The paper was not printed. The printer: {reason}.',
    'Fix the printer, then print again: the paper waits for you in “To print”.',
  ],
  'printer.unreachable': [
    'The printer “{printer}” does not answer.',
    'Check that it is on and connected, then print again.',
  ],
  'printer.unconfirmed': [
    'It is not known whether the printer “{printer}” printed the paper.',
    'Look at the printer first. If it was printed, press “It was printed”, also found under “To print”. If not, cancel the job that is left in the queue at the printer, then print again.',
  ],

  'scanner.none': ['No scanner is chosen.', 'Choose the scanner in “System”, or add a file.'],
  'scanner.running': ['A scan is already running at this desk.', 'Wait for it to finish, or stop it.'],
  'scanner.unreachable': [
    'The scanner “{scanner}” does not answer.',
    'Check that it is switched on and connected to the network or to this desk, then scan again. If its address has changed, look for it again in “System”.',
  ],
  'scanner.certificate': [
    'The device at the address of the scanner “{scanner}” has a different certificate from the known one.',
    'If the scanner was replaced or reset, choose it again in “System”. Otherwise tell the administrator.',
  ],
  'scanner.settings': [
    'The scanner “{scanner}” cannot scan with these settings.',
    'Choose another resolution, colour or source.',
  ],
  'scanner.busy': [`The scanner “{scanner}” is busy. ${KEPT}`, 'Wait for it to finish, then scan again.'],
  'scanner.no-documents': [
    `The feeder of the scanner “{scanner}” is empty. ${KEPT}`,
    'Put the sheets into the feeder, facing as its sign shows, and scan again.',
  ],
  'scanner.no-file': [
    'No file has arrived in the folder “{folder}” in {seconds, plural, one {# second} other {# seconds}}.',
    'Start the scan into this folder at the device, then press F4 again.',
  ],
  'scanner.folder-gone': [
    `The scan folder “{folder}” cannot be opened. ${KEPT}`,
    'Check the network; if that does not help, tell the administrator: the folder was moved, or this desk has no right to it any more.',
  ],
  'scanner.jam': [
    `Paper has jammed in the scanner “{scanner}”. ${KEPT}`,
    'Take the jammed sheet out, put the missing sheets back, and continue scanning.',
  ],
  'scanner.cover-open': [
    `The cover of the scanner “{scanner}” is open. ${KEPT}`,
    'Close the cover and continue scanning.',
  ],
  'scanner.gone': [
    `The connection with the scanner “{scanner}” broke. ${KEPT}`,
    'Check cable and network, then continue with the missing sheets.',
  ],
  'scanner.timed-out': [
    `The scanner “{scanner}” has not answered in time. ${KEPT}`,
    'Look at the screen of the device, then continue with the missing sheets.',
  ],
  'scanner.cancelled': [
    `The scan was stopped. ${KEPT}`,
    'Continue with the missing sheets, or take out the pages that are not needed.',
  ],
  'scanner.access-denied': [
    `This desk may not use the scanner “{scanner}”. ${KEPT}`,
    'If the scanner asks for a password, enter it in System; otherwise tell the administrator: the account of the desk needs access to the scanner.',
  ],
  'scanner.not-understood': [
    `The scanner “{scanner}” gave an answer that cannot be understood. ${KEPT}`,
    'Scan again; if it happens again, use the scan folder and tell the administrator.',
  ],
  'scanner.failed': [
    `The scanner “{scanner}” stopped with an error. ${KEPT}`,
    'Look at the screen of the device, switch it off and on, then continue with the missing sheets.',
  ],

  'disk.full': ['The disk of this desk is full.', 'Free some space. What you registered so far is kept.'],
  'desk.start-blocked': [
    'The data of this workstation cannot be opened.',
    'Choose on the start screen what to do; nothing is changed until then.',
  ],
  'cache.unavailable': [
    'The desk does not answer.',
    'Wait a few seconds. If it does not come back, restart the application: what you typed is kept.',
  ],
  unexpected: [
    'An unexpected error occurred.',
    'Try again. If it happens again, give the administrator this reference: {reference}.',
  ],
}

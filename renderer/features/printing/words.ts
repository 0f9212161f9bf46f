import { defineWords } from '../../i18n/words.ts'

export const printingWords = defineWords(
  'printing',
  {
    close: 'Închide',
    print: 'Tipărește',
    printing: 'Se trimite la imprimantă…',
    printed: 'Trimis la imprimanta {printer}.',
    printer: 'Imprimanta: {name}',
    printerNotReady: 'Imprimanta {name} nu este gata: {detail}',
    noPrinter: 'Nicio imprimantă configurată',
  },
  {
    close: 'Close',
    print: 'Print',
    printing: 'Sending to the printer…',
    printed: 'Sent to the printer {printer}.',
    printer: 'Printer: {name}',
    printerNotReady: 'The printer {name} is not ready: {detail}',
    noPrinter: 'No printer configured',
  },
)

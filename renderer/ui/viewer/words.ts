import { defineWords } from '../../i18n/words.ts'

export const viewerWords = defineWords(
  'viewer',
  {
    zoomIn: 'Mărește',
    zoomOut: 'Micșorează',
    fit: 'Pagina pe lățime',
    rotate: 'Rotește pagina {page}',
    rotateAll: 'Rotește',
    zoom: '{percent}%',
    page: 'Pagina {page} din {pages}',
    pageOf: '{name}, pagina {page} din {pages}',
    loading: 'Se deschide documentul…',
    unreadable: 'Documentul nu poate fi arătat.',
    unreadableDo: 'Fișierul este deteriorat sau nu a ajuns încă la această stație.',
    tools: 'Uneltele documentului',
  },
  {
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Fit to width',
    rotate: 'Rotate page {page}',
    rotateAll: 'Rotate',
    zoom: '{percent}%',
    page: 'Page {page} of {pages}',
    pageOf: '{name}, page {page} of {pages}',
    loading: 'Opening the document…',
    unreadable: 'The document cannot be shown.',
    unreadableDo: 'The file is damaged, or has not reached this desk yet.',
    tools: 'Document tools',
  },
)

/** Words of the controls themselves, the same in every room. */
import { defineWords } from './words.ts'

export const uiWords = defineWords('ui', { details: 'Detalii' }, { details: 'Details' })

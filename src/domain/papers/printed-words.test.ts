/**
 * The words of the papers are what the house answers in writing, so each change of one must be seen and approved: it
 * changes `printed-words.txt` too (`node test/support/printed-words.ts` prints the new content of that file).
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { printedWords } from '../../../test/support/printed-words.ts'

test('every word of every paper is as approved', () => {
  const approved = readFileSync(path.join(import.meta.dirname, 'printed-words.txt'), 'utf8')
  expect(printedWords()).toBe(approved)
})

/** Reads every page of a database on a thread of its own, because that takes a minute for a large one. */
import BetterSqlite3 from 'better-sqlite3'
import { answerCalls } from '../../../../threads/answer-calls.ts'
import { damageIn } from './damage.ts'

answerCalls<string>((file) => {
  try {
    const database = new BetterSqlite3(file, { readonly: true, timeout: 5000 })
    try {
      return { value: damageIn(database) }
    } finally {
      database.close()
    }
  } catch (error) {
    return { value: [error instanceof Error ? error.message : 'unknown'] }
  }
})

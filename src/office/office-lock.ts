/**
 * Allows one office at a time in one folder, and makes the folder private, because it contains the records of people.
 */
import BetterSqlite3 from 'better-sqlite3'
import { lockFolder } from '../files/folder-lock.ts'
import { makePrivate } from '../files/private-folder.ts'

/**
 * Acquires the lock of the folder, which is made if it is missing, or returns the process that holds it.
 * @throws where the folder cannot be made, made private or written
 */
export function takeOfficeLock(folder: string): ReturnType<typeof lockFolder> {
  makePrivate(folder, [], 1)
  return lockFolder(folder, (file) => new BetterSqlite3(file, { timeout: 0 }))
}

/** The ciphering driver has the interface of better-sqlite3, but its package does not export its own typings. */
declare module 'better-sqlite3-multiple-ciphers' {
  import Database from 'better-sqlite3'
  export = Database
}

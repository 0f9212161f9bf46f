/** Every entry of a table under its key with a prefix: `keyedWords('state', …)` has `state.registered` and so on. */
export const keyedWords = <const Prefix extends string, Key extends string, Entry>(
  prefix: Prefix,
  table: Readonly<Record<Key, Entry>>,
  wordsOf: (entry: Entry) => string,
): Readonly<Record<`${Prefix}.${Key}`, string>> =>
  Object.fromEntries(
    Object.entries<Entry>(table).map(([key, entry]) => [`${prefix}.${key}`, wordsOf(entry)]),
  ) as Record<`${Prefix}.${Key}`, string>

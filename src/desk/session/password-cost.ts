/** argon2id as RFC 9106 section 4 recommends second: 64 MiB, three passes; about a tenth of a second here. */
export const ARGON2 = { memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const

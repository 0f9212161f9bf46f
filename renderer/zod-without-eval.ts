/**
 * Zod compiles object parsers with `new Function` where it may; our Content-Security-Policy forbids it. Must be
 * imported before any schema.
 */
import { z } from 'zod'

z.config({ jitless: true })

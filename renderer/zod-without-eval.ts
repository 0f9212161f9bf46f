/**
 * Zod may compile object parsers with `new Function`, which our Content-Security-Policy forbids. Import this before any
 * schema.
 */
import { z } from 'zod'

z.config({ jitless: true })

/**
 * The log records what happened to the service, never to whom. Everything that could carry personal data is removed
 * before it is written.
 */
import pino, { type DestinationStream, type Logger } from 'pino'

const REDACTED = [
  'req',
  'res',
  'body',
  'payload',
  'headers',
  'cnp',
  'name',
  'username',
  'password',
  'token',
  '*.cnp',
  '*.name',
  '*.password',
  '*.token',
  '*.payload',
  'err.parameters',
  'err.sql',
]

/** Anything that looks like a CNP, wherever it came from (a driver's message, a path). */
const CNP_LIKE = /(?<!\d)\d{13}(?!\d)/g

export const createLog = (destination: DestinationStream, level = 'info'): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: REDACTED, censor: '[cut]' },
      serializers: {
        err: (error: Error & { code?: string }) => ({
          type: error.name,
          code: error.code,
          message: error.message.replace(CNP_LIKE, '[cut]'),
          stack: error.stack?.replace(CNP_LIKE, '[cut]'),
        }),
      },
    },
    destination,
  )

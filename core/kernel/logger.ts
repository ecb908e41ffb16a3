import pino from 'pino';

export type Logger = pino.Logger;

/**
 * JSON lines on stdout. Messages are constants, fields are ids and codes; names, texts, bodies and tokens never enter a log (R20).
 * `redact` is the second line of defence for the well-known carriers of secrets.
 */
export function createLogger(level: string, bindings: Record<string, unknown> = {}): Logger {
  return pino({
    level,
    base: bindings,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['*.password', '*.token', '*.authorization', '*.cookie', '*.code', 'email', '*.email', '*.name'],
      remove: true,
    },
  });
}

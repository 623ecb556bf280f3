import { pino } from 'pino';

/**
 * One JSON line per event. Never a name, mail address, IP address, answer or token: log ids and codes only.
 * LOG_LEVEL=silent in tests that provoke faults on purpose.
 */
export const log = pino({ level: process.env['LOG_LEVEL'] ?? 'info', base: null });

import type { EventRow } from '../event.server.ts';

type Gate = Pick<EventRow, 'seriesStatus' | 'hostsUntil' | 'lastDay'>;

/**
 * Whether hosts may hand in events on this day. Whether a series is open to all of them or only to those who were
 * invited is asked for each.
 * @param today YYYY-MM-DD
 */
export const takesEntries = ({ seriesStatus, hostsUntil, lastDay }: Gate, today: string): boolean =>
	(seriesStatus === 'announced' || seriesStatus === 'running') &&
	today <= (hostsUntil ?? lastDay ?? '9999-12-31');

import { timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import { fingerprint } from '../secrets.ts';

const loopback = /^(127\.|::1$|::ffff:127\.)/;
const forwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/**
 * Who may read the figures: whoever sends METRICS_TOKEN as bearer, and, where no token is set, a program on the same
 * machine. A request that a proxy passed on is not from the same machine, though its connection is.
 */
export function mayReadMetrics(
	headers: Headers,
	address: string,
	{ metricsToken }: { metricsToken: string | null }
): boolean {
	if (metricsToken) {
		const given = fingerprint(headers.get('authorization') ?? '');
		return timingSafeEqual(Buffer.from(given), Buffer.from(fingerprint(`Bearer ${metricsToken}`)));
	}
	return (
		isIP(address) > 0 && loopback.test(address) && !forwarded.some((name) => headers.has(name))
	);
}

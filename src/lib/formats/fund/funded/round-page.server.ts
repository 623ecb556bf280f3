import type { Config } from '../../../platform/config.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { potSubject } from '../ledger/pots.server.ts';
import { votingOf } from '../round/public-rounds.server.ts';
import { isOpen, publicRound, type Round } from '../round/round.server.ts';
import { fundedPage } from './page.server.ts';

type LookedAt = Readonly<{
	slug: string;
	query: URLSearchParams;
	/** From 1. */
	page: number;
	now: Date;
	locale: Locale;
}>;

/** Everything on the public page of a round. @throws Refusal round_unknown (404) */
export async function roundPage(
	db: Db,
	config: Pick<Config, 'tileUrl' | 'tileAttribution'>,
	{ slug, now, ...list }: LookedAt
) {
	const round = await publicRound(db, slug);
	const { year, amountCents, committedCents } = await potSubject(db, round.potId);
	return {
		round,
		open: isOpen(round, now),
		/** Where the day is known: from when one can apply, and until when one could. */
		opensAt: isAhead(round) && round.startsAt && round.startsAt > now ? round.startsAt : null,
		closedAt: round.endsAt && round.endsAt < now ? round.endsAt : null,
		pot: { year, amountCents, committedCents },
		voting: await votingOf(db, round.activityId),
		funded: await fundedPage(db, config, { round, ...list })
	};
}

const isAhead = ({ status }: Round): boolean => status === 'announced' || status === 'running';

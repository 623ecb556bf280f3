import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { isInvited } from '../invite/invitation.server.ts';
import { takesEntries } from '../series/takes-entries.ts';

type Gate = Readonly<{
	activityId: string;
	seriesStatus: string;
	openToHosts: boolean;
	hostsUntil: string | null;
	lastDay: string | null;
}>;
type Whose = Readonly<{ organisationId: string | null; invitationId: string | null }>;

/**
 * Whether this host may hand in events of the series today: it takes some, and is open to all hosts or has asked this one.
 * @throws Refusal series_closed, only_invited (409)
 */
export async function demandOpen(
	db: Db | Trx,
	series: Gate,
	{ organisationId, invitationId }: Whose,
	now: Date
): Promise<void> {
	if (!takesEntries(series, localDay(now))) throw new Refusal('conflict', 'series_closed');
	if (series.openToHosts || invitationId !== null) return;
	if (organisationId !== null && (await isInvited(db, series.activityId, organisationId))) return;
	throw new Refusal('conflict', 'only_invited');
}

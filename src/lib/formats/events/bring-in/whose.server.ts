import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { ComeAgain, Refusal } from '../../../platform/errors.ts';
import { demandOrganisation } from '../entry/enter-event.server.ts';
import { demandOpen } from '../entry/gate.server.ts';
import { permissions } from '../permissions.ts';
import type { Series } from '../series/series.server.ts';

/** A series, and whose programme is brought into it: an organisation's own, or with null what staff have of many hosts. */
export type Into = Readonly<{ activityId: string; organisationId: string | null }>;

/** How what is new is entered. */
export const takenAs = ['draft', 'submitted', 'approved'] as const;
export type TakenAs = (typeof takenAs)[number];

/** Nobody publishes what is theirs, and staff have no drafts of others. */
export const choicesOf = (organisationId: string | null): readonly TakenAs[] =>
	organisationId === null ? ['submitted', 'approved'] : ['submitted', 'draft'];

/** What one file may hold. A programme of one organisation fits into it many times. */
export const limitsOf = (organisationId: string | null) =>
	organisationId === null
		? { rows: 10_000, occurrences: 1_000_000 }
		: { rows: 300, occurrences: 30_000 };

/** Files that an organisation may send within a day. */
const filesADay = 30;

/** @throws Refusal not_allowed */
export function demandRight(actor: Actor, series: Series, organisationId: string | null): void {
	if (organisationId === null) demand(permissions, actor, 'importEvents', series);
	else demand(permissions, actor, 'bringInOwn', { organisationId });
}

/**
 * Whether the series takes these events today.
 * @throws Refusal series_closed, only_invited (409), organisation_unknown (422)
 */
export async function demandTaking(
	db: Db | Trx,
	series: Series,
	organisationId: string | null,
	now: Date
): Promise<void> {
	if (organisationId === null) {
		if (series.status === 'finished' || series.status === 'archived')
			throw new Refusal('conflict', 'series_closed');
		return;
	}
	await demandOrganisation(db, organisationId);
	const gate = { ...series, seriesStatus: series.status };
	await demandOpen(db, gate, { organisationId, invitationId: null }, now);
}

/** @throws Refusal too_many_files (429) */
export async function demandFewFiles(
	db: Db,
	organisationId: string | null,
	now: Date
): Promise<void> {
	if (organisationId === null) return;
	const since = new Date(now.getTime() - 86_400_000);
	const { files } = await db
		.selectFrom('eventImports')
		.select(({ fn }) => fn.countAll<number>().as('files'))
		.where('organisationId', '=', organisationId)
		.where('createdAt', '>', since)
		.executeTakeFirstOrThrow();
	if (files >= filesADay) throw new ComeAgain('busy', 'too_many_files', 3600);
}

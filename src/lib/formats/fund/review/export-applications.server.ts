import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { centsAsDecimal } from '../../../platform/money.ts';
import { permissions } from '../permissions.ts';
import { recordOfRound, roundOf } from '../round/round.server.ts';
import { applicantKindNames, bodyNames, outcomeNames, stateNames } from '../state-text.ts';
import {
	tableFile,
	type Column,
	type Download,
	type TableFormat
} from '../../../platform/table-file.server.ts';
import type { ApplicationFilter } from './filter.ts';
import { foundApplications, withColumns, type ApplicationRow } from './list-applications.server.ts';

/**
 * The applications of a round as a table: what the list shows to this reader, so neither contacts nor what a conflict of
 * interest closes. The history keeps who took it.
 * @throws Refusal not_allowed, round_unknown (404)
 */
export async function exportApplications(
	db: Db,
	actor: Actor,
	activityId: string,
	filter: ApplicationFilter,
	format: TableFormat
): Promise<Download> {
	const round = await roundOf(db, activityId);
	demand(permissions, actor, 'seeRound', round);
	await db.transaction().execute((trx) => recordOfRound(trx, actor, round, 'exported', { format }));
	return tableFile(rowsByNumber(db, actor, activityId, filter), columns(), {
		format,
		name: round.slug,
		sheet: m.fundstaff_applications()
	});
}

const batchSize = 1000;

/** A thousand at a time, so that any number of them fits into memory. */
async function* rowsByNumber(
	db: Db,
	actor: Actor,
	activityId: string,
	filter: ApplicationFilter
): AsyncGenerator<readonly ApplicationRow[]> {
	const found = await foundApplications(db, actor, activityId, filter);
	for (let after = 0; ;) {
		const rows = (await withColumns(found)
			.where('a.number', '>', after)
			.orderBy('a.number')
			.limit(batchSize)
			.execute()) as ApplicationRow[];
		const last = rows.at(-1);
		if (!last) return;
		yield rows;
		after = last.number;
	}
}

/** In the reader's language now: later, while the file is written, it is not known. */
const said = <Key extends string>(texts: Readonly<Record<Key, () => string>>) =>
	Object.fromEntries(
		Object.entries<() => string>(texts).map(([key, text]) => [key, text()])
	) as Record<Key, string>;

const euros = (cents: number | null): number | null =>
	cents === null ? null : Number(centsAsDecimal(cents));

function columns(): Column<ApplicationRow>[] {
	const [states, outcomes] = [said(stateNames), said(outcomeNames)];
	const [bodies, kinds] = [said(bodyNames), said(applicantKindNames)];
	return [
		{ name: m.fundstaff_number(), cell: ({ number }) => number },
		{ name: m.fundstaff_title(), cell: ({ title }) => title, width: 40 },
		{ name: m.fundstaff_applicant(), cell: ({ applicantName }) => applicantName, width: 30 },
		{
			name: m.fundstaff_applicant_kind(),
			cell: ({ applicantKind }) => applicantKind && kinds[applicantKind],
			width: 24
		},
		{ name: m.fundstaff_place(), cell: ({ placeName }) => placeName, width: 20 },
		{ name: m.fundstaff_state(), cell: ({ state }) => states[state], width: 20 },
		{ name: m.fundstaff_outcome(), cell: ({ outcome }) => outcome && outcomes[outcome] },
		{ name: m.fundstaff_body_needed(), cell: ({ neededBody }) => neededBody && bodies[neededBody] },
		{ name: m.fundstaff_asked_eur(), cell: ({ askedCents }) => euros(askedCents) },
		{ name: m.fundstaff_granted_eur(), cell: ({ grantedCents }) => euros(grantedCents) },
		{ name: m.fundstaff_submitted_on(), cell: ({ submittedOn }) => submittedOn },
		{ name: m.fundstaff_due_on(), cell: ({ dueOn }) => dueOn }
	];
}

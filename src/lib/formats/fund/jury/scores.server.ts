import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { cleanText, lengthOf } from '../../../platform/clean-text.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { lockApplication, recordOfApplication } from '../application.server.ts';
import { permissions } from '../permissions.ts';
import type { Criterion } from '../round/rules.ts';
import { isExcluded } from './jurors.server.ts';
import { meanOf, weightedShare, type Points } from './score.ts';

/** Longest remark, in characters. */
export const remarkLength = 500;

/** What a juror gives, by the key of the criterion; NaN where nothing was typed. */
export type ScoreInput = Readonly<{
	points: Readonly<Record<string, number>>;
	remarks: Readonly<Record<string, string>>;
}>;

/**
 * Scores an application, all criteria at once; scoring again replaces. Once a meeting looks at it scores stand: all talk
 * about the same figures.
 * @throws Refusal not_allowed; not_possible_now, meeting_has_begun (409); points_missing, points_out_of_range,
 *   text_too_long (422, at `points.<key>` or `remark.<key>`)
 */
export async function scoreApplication(
	db: Db,
	actor: Actor,
	applicationId: string,
	input: ScoreInput
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const application = await lockApplication(trx, applicationId);
		demand(permissions, actor, 'judge', application);
		if (actor.kind !== 'account') return;
		if (application.state !== 'ready') throw new Refusal('conflict', 'not_possible_now');
		if (await isInMeeting(trx, applicationId)) throw new Refusal('conflict', 'meeting_has_begun');
		const rows = checkedScores(application.rules.criteria, input);
		const own = { applicationId, accountId: actor.accountId };
		await trx
			.deleteFrom('fundScores')
			.where('applicationId', '=', own.applicationId)
			.where('accountId', '=', own.accountId)
			.execute();
		if (rows.length > 0)
			await trx
				.insertInto('fundScores')
				.values(rows.map((row) => ({ ...own, ...row })))
				.execute();
		await recordOfApplication(trx, actor, application, 'scored');
	});
}

function checkedScores(criteria: readonly Criterion[], { points, remarks }: ScoreInput) {
	const fields: Record<string, string> = {};
	const rows = criteria.map(({ key, most }) => {
		const given = points[key] ?? Number.NaN;
		const remark = cleanText(remarks[key] ?? '');
		if (Number.isNaN(given)) fields[`points.${key}`] = 'points_missing';
		else if (!Number.isInteger(given) || given < 0 || given > most)
			fields[`points.${key}`] = 'points_out_of_range';
		if (lengthOf(remark) > remarkLength) fields[`remark.${key}`] = 'text_too_long';
		return { criterion: key, points: given, remark };
	});
	if (Object.keys(fields).length > 0) throw new Refusal('invalid', 'input_invalid', fields);
	return rows;
}

/** An open meeting has it on its agenda. */
export async function isInMeeting(db: Db | Trx, applicationId: string): Promise<boolean> {
	const found = await db
		.selectFrom('fundAgenda as g')
		.innerJoin('fundMeetings as m', 'm.id', 'g.meetingId')
		.select('g.meetingId')
		.where('g.applicationId', '=', applicationId)
		.where('m.state', '=', 'open')
		.limit(1)
		.executeTakeFirst();
	return found !== undefined;
}

/** What one juror gave. */
export type Scores = Readonly<{
	accountId: string;
	name: string;
	points: Points;
	remarks: Readonly<Record<string, string>>;
	/** 0 to 1; null while a criterion has no points. */
	share: number | null;
}>;

/** The scores that count, by name: those of whoever is excluded by now do not. */
export async function scoresOf(
	db: Db | Trx,
	applicationId: string,
	criteria: readonly Criterion[]
): Promise<Scores[]> {
	const rows = await db
		.selectFrom('fundScores as s')
		.innerJoin('accounts as a', 'a.id', 's.accountId')
		.select(['s.accountId', 'a.displayName as name', 's.criterion', 's.points', 's.remark'])
		.where('s.applicationId', '=', applicationId)
		.where(sql<boolean>`not ${isExcluded(sql.ref('s.account_id'), sql.ref('s.application_id'))}`)
		.orderBy('a.displayName')
		.orderBy('s.accountId')
		.execute();
	const byJuror = Map.groupBy(rows, ({ accountId }) => accountId);
	return [...byJuror].map(([accountId, given]) => {
		const points = Object.fromEntries(given.map((one) => [one.criterion, one.points]));
		return {
			accountId,
			name: given[0]!.name,
			points,
			remarks: Object.fromEntries(given.map((one) => [one.criterion, one.remark])),
			share: weightedShare(criteria, points)
		};
	});
}

/** Mean of all whole opinions, 0 to 1; null where there is none. */
export const meanShare = (scores: readonly Scores[]): number | null =>
	meanOf(scores.flatMap(({ share }) => (share === null ? [] : [share])));

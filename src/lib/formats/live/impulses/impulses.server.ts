import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { ballotKey, type ResultRow } from '../../../questions/contract.ts';
import { questionType } from '../../../questions/registry.ts';
import { writtenFreely } from '../moderation/written-freely.ts';
import { permissions } from '../permissions.ts';
import { readTally, shownTally } from '../question-reads.server.ts';
import { isSaid } from '../stored-marks.server.ts';
import { lockSession, recordOf, sessionSubject } from '../session.server.ts';

/** One word or text, in the spelling that most gave, and whether it is taken on. */
export type Impulse = Pick<ResultRow, 'key' | 'label' | 'language' | 'count'> &
	Readonly<{ chosen: boolean }>;

/** A question with free answers whose round is over, with what was said and everybody may see. */
export type ImpulseQuestion = Readonly<{
	round: string;
	number: number;
	prompt: Translated;
	impulses: readonly Impulse[];
}>;

/** What a form of one question shows, and what was ticked in it. */
export type ImpulseChoice = Readonly<{
	round: string;
	shown: readonly string[];
	chosen: readonly string[];
}>;

/** The last closed round of each question with free answers. @throws Refusal not_allowed, session_unknown (404) */
export async function readImpulses(
	db: Db,
	actor: Actor,
	activityId: string,
	locale: string
): Promise<ImpulseQuestion[]> {
	demand(permissions, actor, 'edit', await sessionSubject(db, activityId));
	const rounds = await closedRounds(db, activityId);
	return Promise.all(
		rounds.map(async ({ id, number, type, prompt, config }) => {
			const tally = shownTally(await readTally(db, actor, activityId, id));
			const chosen = await chosenIn(db, id);
			const { rows } = questionType(type).table(config, tally, locale);
			const said = rows.filter(({ count }) => count > 0);
			return {
				round: id,
				number,
				prompt: prompt as Translated,
				impulses: said.map(({ key, keys, label, language, count }) => ({
					key,
					label,
					...(language && { language }),
					count,
					chosen: keys.some((one) => chosen.has(one))
				}))
			};
		})
	);
}

/**
 * Takes on what is ticked and lets go of what was shown and is not; what came since the form was drawn stays as it is.
 * @throws Refusal not_allowed; round_unknown, entry_invalid (422), archived (409)
 */
export async function chooseImpulses(
	db: Db,
	actor: Actor,
	activityId: string,
	{ round, shown, chosen }: ImpulseChoice
): Promise<void> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'edit', session);
	await db.transaction().execute(async (trx) => {
		await lockSession(trx, activityId);
		const open = await closedRounds(trx, activityId);
		const found = open.find(({ id }) => id === round);
		if (!found) throw new Refusal('invalid', 'round_unknown');
		const known = await saidIn(trx, round);
		if (!chosen.every((key) => shown.includes(key) && known.has(key)))
			throw new Refusal('invalid', 'entry_invalid');
		const before = await chosenIn(trx, round);
		const gone = shown.filter((key) => before.has(key) && !chosen.includes(key));
		const fresh = chosen.filter((key) => !before.has(key));
		if (gone.length + fresh.length === 0) return;
		await keep(trx, round, { gone, fresh });
		// Not the words themselves: the audit trail is kept longer than what residents wrote.
		await recordOf(trx, actor, session, 'impulsesChosen', {
			round: found.number,
			chosen: before.size - gone.length + fresh.length
		});
	});
}

async function keep(
	trx: Trx,
	roundId: string,
	{ gone, fresh }: Readonly<Record<'gone' | 'fresh', readonly string[]>>
): Promise<void> {
	if (gone.length > 0)
		await trx
			.deleteFrom('liveImpulses')
			.where('roundId', '=', roundId)
			.where('key', 'in', [...gone])
			.execute();
	if (fresh.length > 0)
		await trx
			.insertInto('liveImpulses')
			.values(fresh.map((key) => ({ roundId, key })))
			.execute();
}

const closedRounds = (db: Db | Trx, activityId: string) =>
	db
		.selectFrom('liveQuestions as q')
		.innerJoin('liveRounds as r', 'r.questionId', 'q.id')
		.select(['r.id', 'r.number', 'q.type', 'q.prompt', 'q.config'])
		.distinctOn('q.position')
		.where('q.activityId', '=', activityId)
		.where('q.type', 'in', [...writtenFreely])
		.where('r.closedAt', 'is not', null)
		.orderBy('q.position')
		.orderBy('r.number', 'desc')
		.execute();

async function chosenIn(db: Db | Trx, roundId: string): Promise<ReadonlySet<string>> {
	const rows = await db
		.selectFrom('liveImpulses')
		.select('key')
		.where('roundId', '=', roundId)
		.execute();
	return new Set(rows.map(({ key }) => key));
}

async function saidIn(trx: Trx, roundId: string): Promise<ReadonlySet<string>> {
	const rows = await trx
		.selectFrom('liveTallies')
		.select('key')
		.where('roundId', '=', roundId)
		.where('key', '<>', ballotKey)
		.where(sql.raw<boolean>(isSaid('key')))
		.where('ballots', '>', 0)
		.execute();
	return new Set(rows.map(({ key }) => key));
}

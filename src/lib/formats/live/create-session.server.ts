import { randomInt } from 'node:crypto';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import { shareActivityPictures } from '../../core/activities/pictures.server.ts';
import { insertActivity } from '../../core/activities/writes.server.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import type { AskMode } from './ask/rules.ts';
import { markBackground } from './crosstab/background.server.ts';
import { addListed, type AddedQuestion } from './edit-questions.server.ts';
import { takeOverTalk } from './moderation/change-talk.server.ts';
import { permissions } from './permissions.ts';
import { takeOverQuiz } from './quiz/change-quiz.server.ts';
import { recordOf } from './session.server.ts';
import { isEasilyConfused } from './rules.ts';
import type { SessionInput } from './schema.ts';

/** Where a new session comes from. */
export type Origin = Readonly<{
	/** The session of which it is a copy, with its pictures, the rules of its talk and its quiz. */
	copyOf?: string;
	/** Of a template: what differs from an ordinary session. */
	rules?: StartingRules;
}>;

export type StartingRules = Readonly<{ asks?: AskMode; leaderboard?: boolean }>;

/**
 * Makes a draft with its code; nobody but staff sees it before it is announced or started.
 * @throws Refusal question_invalid, bank_language_missing, measure_unknown, place_unknown, organisation_unknown (422)
 */
export async function createSession(
	db: Db,
	actor: Actor,
	input: SessionInput,
	questions: readonly AddedQuestion[] = [],
	drawCode: () => string = randomCode,
	{ copyOf, rules = {} }: Origin = {}
): Promise<{ activityId: string; code: string }> {
	demand(permissions, actor, 'create', input);
	return db.transaction().execute(async (trx) => {
		const activityId = await insertActivity(trx, actor, 'live', input);
		const code = await insertWithFreeCode(trx, activityId, input, drawCode);
		if (copyOf) {
			await shareActivityPictures(trx, copyOf, activityId);
			await takeOverTalk(trx, activityId, copyOf);
		}
		await setStartingRules(trx, activityId, rules);
		const ids = await addListed(trx, activityId, questions, input.locales);
		const group = ids[questions.findIndex(({ background }) => background)];
		if (group !== undefined) await markBackground(trx, activityId, group, true);
		if (copyOf) await takeOverQuiz(trx, activityId, copyOf);
		await recordOf(trx, actor, { activityId, placeId: input.placeId }, 'created', {
			questions: questions.length
		});
		return { activityId, code };
	});
}

async function setStartingRules(trx: Trx, activityId: string, rules: StartingRules) {
	if (Object.keys(rules).length === 0) return;
	await trx.updateTable('liveSessions').set(rules).where('activityId', '=', activityId).execute();
}

/** Tries codes until one is not in use. The unique index decides, so two sessions created at once never share one. */
async function insertWithFreeCode(
	trx: Trx,
	activityId: string,
	input: Pick<SessionInput, 'organisationField' | 'mayChangeVote' | 'seatsOnly'>,
	drawCode: () => string
): Promise<string> {
	for (let attempt = 0; attempt < 100; attempt++) {
		const code = drawCode();
		if (isEasilyConfused(code)) continue;
		const taken = await trx
			.insertInto('liveSessions')
			.values({
				activityId,
				code,
				organisationField: input.organisationField,
				mayChangeVote: input.mayChangeVote,
				seatsOnly: input.seatsOnly ?? false
			})
			.onConflict((conflict) =>
				conflict.column('code').where('codeExpiredAt', 'is', null).doNothing()
			)
			.returning('code')
			.executeTakeFirst();
		if (taken) return code;
	}
	throw new Error('no free session code after 100 draws');
}

export const randomCode = () => String(randomInt(1_000_000)).padStart(6, '0');

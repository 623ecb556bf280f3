import { expect, test } from 'vitest';
import { compareRounds } from '#lib/formats/live/compare/rounds.server.ts';
import { makeCrosstab } from '#lib/formats/live/crosstab/make.server.ts';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { groupedSession, people, phonesOf } from '../../fixture/live-groups.ts';
import { appProcess } from '../../fixture/live.ts';
import { choiceOf } from '../../fixture/session.ts';

const k = 5;
const bench = ['bank'];
const tree = ['baum'];

/** A question that was put twice after one about the age; a table by age may be kept of its first round. */
async function askedTwice(keep: boolean) {
	const database = await freshDatabase();
	const phones = phonesOf(await appProcess(database));
	const questions = [choiceOf(['bank', 'baum'])];
	const session = await groupedSession(database.db, phones, { questions });
	const { activityId, moderator, press, asked } = session;
	const question = asked[0]!;
	const tokens = await session.vote([...people(12, 'young', bench), ...people(13, 'old', tree)]);
	const chosen = { question, round: await session.roundOf(question) };
	if (keep) await makeCrosstab(database.db, moderator, activityId, chosen, k);
	await press('repeat');
	const again = tokens.map((_, n) => (n < 6 ? bench : tree));
	await session.ask(question, tokens, again);
	await press('close');
	return { db: database.db, activityId, moderator };
}

const kept = async (keep: boolean) => {
	const { db, activityId, moderator } = await askedTwice(keep);
	const { asked } = await readSession(db, moderator, activityId);
	const reader = { locale: 'de', smallCellK: k };
	const { questions } = await compareRounds(db, moderator, activityId, reader);
	return {
		inTheSession: asked.map(({ rounds }) => rounds.map(({ byGroups }) => byGroups)),
		besideTheComparison: questions.map(({ byGroups }) => byGroups)
	};
};

test('whoever prepares or compares rounds reads of which one a table by groups is kept', async () => {
	expect(await kept(true)).toEqual({
		inTheSession: [[false], [true, false]],
		besideTheComparison: [1]
	});
});

test('nothing is said of a table that nobody has made', async () => {
	expect(await kept(false)).toEqual({
		inTheSession: [[false], [false, false]],
		besideTheComparison: [null]
	});
});

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anonymous, roles, type Actor } from '#lib/access/actor.ts';
import { suggestDefinition } from '#lib/core/indicators/suggest.ts';
import type { Fact } from '#lib/core/indicators/facts.ts';
import { liveFacts } from '#lib/formats/live/facts.server.ts';
import { chooseImpulses, readImpulses } from '#lib/formats/live/impulses/impulses.server.ts';
import { setEntryHidden } from '#lib/formats/live/moderation/moderate-entries.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { choiceQuestion, draftSession, kesselbrink, press, vote } from '../../fixture/sessions.ts';
import { buildTown, staff } from '../../fixture/town.ts';

const textQuestion = {
	type: 'text',
	prompt: { de: 'Welchen Impuls nehmen Sie mit?' },
	config: { maxLength: 200 }
};

/** Three texts of four people; the round is over unless told otherwise. */
async function said(close = true) {
	const { db } = await freshDatabase();
	await buildTown(db);
	const moderator = await staff(db, 'moderator', [kesselbrink]);
	const { activityId } = await draftSession(db, moderator, [textQuestion, choiceQuestion]);
	for (const command of ['start', 'next'] as const) await press(db, moderator, activityId, command);
	await vote(db, activityId, ['Dienstplan', 'Sprechzeit', 'Topf', 'Topf']);
	if (close) await press(db, moderator, activityId, 'close');
	return { db, moderator, activityId };
}

async function told(db: Db): Promise<Fact[]> {
	const { rows } = await sql<Fact>`
		select * from (${liveFacts.query(db)}) f where kind = 'impulse'`.execute(db);
	return rows;
}

async function tried(work: Promise<unknown>): Promise<string | null> {
	try {
		await work;
		return null;
	} catch (thrown) {
		if (thrown instanceof Refusal) return thrown.reason;
		throw thrown;
	}
}

test('what is ticked is taken on and counts once, without a person; what is unticked does not count any more', async () => {
	const { db, moderator, activityId } = await said();
	const [question] = await readImpulses(db, moderator, activityId, 'de');
	const { round, impulses } = question!;
	const shown = impulses.map(({ key }) => key);
	expect(impulses.map(({ label, count }) => [label, count])).toContainEqual(['Topf', 2]);
	const choose = (chosen: string[]) =>
		chooseImpulses(db, moderator, activityId, { round, shown, chosen });
	await choose(['Topf', 'Dienstplan']);
	expect(await told(db)).toMatchObject([
		{ activityId, participant: null, organisation: null, final: true, missing: false },
		{ activityId, participant: null, organisation: null, final: true, missing: false }
	]);
	await choose(['Topf']);
	expect(await told(db)).toHaveLength(1);
	const [again] = await readImpulses(db, moderator, activityId, 'de');
	expect(again!.impulses.filter(({ chosen }) => chosen).map(({ key }) => key)).toEqual(['Topf']);
});

test('two who choose at once do not take away what the other has not seen', async () => {
	const { db, moderator, activityId } = await said();
	const [{ round } = { round: '' }] = await readImpulses(db, moderator, activityId, 'de');
	const choose = (shown: string[], chosen: string[]) =>
		chooseImpulses(db, moderator, activityId, { round, shown, chosen });
	await Promise.all([
		choose(['Topf'], ['Topf']),
		choose(['Dienstplan', 'Sprechzeit'], ['Dienstplan'])
	]);
	expect(await told(db)).toHaveLength(2);
});

test('a chosen text that is hidden later does not count, and is not offered', async () => {
	const { db, moderator, activityId } = await said();
	const [{ round } = { round: '' }] = await readImpulses(db, moderator, activityId, 'de');
	await chooseImpulses(db, moderator, activityId, { round, shown: ['Topf'], chosen: ['Topf'] });
	await setEntryHidden(db, moderator, activityId, { round, keys: ['Topf'], hidden: true });
	expect(await told(db)).toEqual([]);
	const [question] = await readImpulses(db, moderator, activityId, 'de');
	expect(question!.impulses.map(({ label }) => label)).not.toContain('Topf');
});

test('only what was said, in a question with free answers that is over, can be chosen', async () => {
	const { db, moderator, activityId } = await said(false);
	expect(await readImpulses(db, moderator, activityId, 'de')).toEqual([]);
	const { id: round } = await db.selectFrom('liveRounds').select('id').executeTakeFirstOrThrow();
	const choose = (chosen: string[], shown = chosen) =>
		tried(chooseImpulses(db, moderator, activityId, { round, shown, chosen }));
	expect(await choose(['Topf'])).toBe('round_unknown');
	await press(db, moderator, activityId, 'close');
	expect(await choose(['nie gesagt'])).toBe('entry_invalid');
	expect(await choose(['*'])).toBe('entry_invalid');
	expect(await choose(['Topf'], ['Dienstplan'])).toBe('entry_invalid');
	expect(await choose(['Topf'])).toBeNull();
});

test('moderators and administrators of the place choose, nobody else', async () => {
	const { db, activityId, moderator } = await said();
	const [{ round } = { round: '' }] = await readImpulses(db, moderator, activityId, 'de');
	const everybody: [string, Actor][] = [
		['anonymous', anonymous],
		['control link', { kind: 'controlLink', linkId: 'l', activityId }],
		['moderator elsewhere', await staff(db, 'moderator', ['bielefeld-heepen'])]
	];
	for (const role of roles) everybody.push([role, await staff(db, role, [kesselbrink])]);
	for (const [name, actor] of everybody) {
		const may = name === 'moderator' || name === 'administrator' ? null : 'not_allowed';
		const choice = { round, shown: ['Topf'], chosen: ['Topf'] };
		expect(await tried(chooseImpulses(db, actor, activityId, choice)), name).toBe(may);
		expect(await tried(readImpulses(db, actor, activityId, 'de')), name).toBe(may);
	}
});

test('what the catalogue calls chosen impulses of a live session is suggested as them', () => {
	const feed = { format: 'poll', metric: 'count', note: 'Live gesammelte und ausgewählte Impulse' };
	expect(suggestDefinition({ feed, per: 'event' }, [liveFacts])).toMatchObject({
		facts: { format: 'live', kinds: ['impulse'] },
		metric: { operation: 'count' }
	});
});

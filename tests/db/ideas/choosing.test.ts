import fc from 'fast-check';
import { expect, test } from 'vitest';
import { knownParticipant } from '#lib/core/activities/participant.server.ts';
import { mapOf } from '#lib/formats/ideas/map.server.ts';
import {
	chooseIdea,
	choicesOf,
	takeBackChoice
} from '#lib/formats/ideas/talk/choose-ideas.server.ts';
import { choosingPage } from '#lib/formats/ideas/talk/choosing-page.server.ts';
import { choosingOf, rankingOf } from '#lib/formats/ideas/talk/ranking.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { ideaMap, phone, submitted } from '../../fixture/idea-map.ts';
import { merge } from '../../fixture/idea-talk.ts';

const now = new Date('2026-11-25T10:00:00Z');
const later = new Date('2027-01-01T10:00:00Z');
const both = (['collect', 'prioritise'] as const).map((kind) => ({
	kind,
	startsAt: null,
	endsAt: kind === 'prioritise' ? new Date('2026-12-24T10:00:00Z') : null
}));

/** A map on which people choose, with this many ideas numbered from 1. */
async function choosing(db: Db, ideas: number, choicesEach = 3) {
	const test = await ideaMap(db, { phases: both, choicesEach });
	const map = await mapOf(db, test.activityId, now);
	const made = [];
	for (let i = 0; i < ideas; i++) made.push(await submitted(db, { ...test, map }));
	return { map, ideas: made, test };
}

/** A phone that is known already, so that its requests at once are one participant's. */
async function knownPhone(db: Db, map: Awaited<ReturnType<typeof choosing>>['map']) {
	const device = phone();
	await chooseIdea(db, map, device, 1);
	await takeBackChoice(db, map, device.token, 1);
	return device;
}

const numbersOf = async (
	db: Db,
	map: Awaited<ReturnType<typeof choosing>>['map'],
	token: string | null
) => {
	const participant = await knownParticipant(db, map.activityId, token);
	return (await choicesOf(db, map, participant)).map(({ number }) => number);
};

test('somebody has three choices; the fourth is refused until one is taken back', async () => {
	const { db } = await freshDatabase();
	const { map } = await choosing(db, 4);
	const device = phone();
	for (const number of [2, 1, 3]) await chooseIdea(db, map, device, number);
	await chooseIdea(db, map, device, 2);
	await expect(chooseIdea(db, map, device, 4)).rejects.toMatchObject({
		kind: 'conflict',
		reason: 'choices_used'
	});
	expect(await numbersOf(db, map, device.token)).toEqual([1, 2, 3]);
	await takeBackChoice(db, map, device.token, 1);
	await chooseIdea(db, map, device, 4);
	expect(await numbersOf(db, map, device.token)).toEqual([2, 3, 4]);
});

test('however many requests arrive at once, nobody has more choices than given, and each one granted stands', async () => {
	const { db } = await freshDatabase();
	const { map } = await choosing(db, 6, 3);
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 8 }),
			async (numbers) => {
				const device = await knownPhone(db, map);
				const answers = await Promise.all(
					numbers.map((number) =>
						chooseIdea(db, map, device, number).then(
							() => number,
							(error: unknown) => {
								if (error instanceof Refusal && error.reason === 'choices_used') return null;
								throw error;
							}
						)
					)
				);
				const granted = new Set(answers.filter((number) => number !== null));
				const stands = await numbersOf(db, map, device.token);
				expect(stands).toEqual([...granted].sort());
				expect(stands).toHaveLength(Math.min(3, new Set(numbers).size));
			}
		),
		{ numRuns: 15 }
	);
});

test('only what can still be realised is chosen; what is settled or merged since gives its place free', async () => {
	const { db } = await freshDatabase();
	const { map, ideas } = await choosing(db, 3);
	const device = phone();
	await chooseIdea(db, map, device, 1);
	await chooseIdea(db, map, device, 2);
	await db.updateTable('ideas').set({ status: 'notPossible' }).where('number', '=', 1).execute();
	await merge(db, ideas[1]!.ideaId, ideas[2]!.ideaId);
	await expect(chooseIdea(db, map, phone(), 1)).rejects.toMatchObject({ reason: 'idea_settled' });
	await expect(chooseIdea(db, map, phone(), 2)).rejects.toMatchObject({ reason: 'idea_merged' });
	const participant = await knownParticipant(db, map.activityId, device.token);
	expect((await choicesOf(db, map, participant)).map(({ open }) => open)).toEqual([false, false]);
	await takeBackChoice(db, map, device.token, 1);
	await takeBackChoice(db, map, device.token, 2);
	expect(await numbersOf(db, map, device.token)).toEqual([]);
});

test('who chose a duplicate and its original counts once for where both live on', async () => {
	const { db } = await freshDatabase();
	const { map, ideas } = await choosing(db, 3);
	const [device, other] = [phone(), phone()];
	for (const number of [1, 2, 3]) await chooseIdea(db, map, device, number);
	await chooseIdea(db, map, other, 2);
	await merge(db, ideas[0]!.ideaId, ideas[1]!.ideaId);
	const { rows, people } = await rankingOf(db, map);
	expect(people).toBe(2);
	expect(rows.map(({ rank, number, people: count }) => [rank, number, count])).toEqual([
		[1, 2, 2],
		[2, 3, 1]
	]);
});

test('equal counts share a rank', async () => {
	const { db } = await freshDatabase();
	const { map } = await choosing(db, 3);
	for (const number of [1, 2]) await chooseIdea(db, map, phone(), number);
	expect((await rankingOf(db, map)).rows.map(({ rank }) => rank)).toEqual([1, 1]);
});

test('nobody sees who leads while people choose; afterwards everybody does, and nobody chooses', async () => {
	const { db } = await freshDatabase();
	const { map, test } = await choosing(db, 1);
	const device = phone();
	await chooseIdea(db, map, device, 1);
	const asked = { token: device.token, page: 1 };
	const during = await choosingPage(db, map, { ...asked, now }, new URLSearchParams());
	expect(during).toMatchObject({ choosing: 'running', ranking: null });
	const over = await mapOf(db, test.activityId, later);
	const after = await choosingPage(db, over, { ...asked, now: later }, new URLSearchParams());
	expect(after).toMatchObject({ choosing: 'over', ranking: { people: 1 } });
	const refused = { reason: 'not_now_prioritise' };
	await expect(chooseIdea(db, over, phone(), 1)).rejects.toMatchObject(refused);
	await expect(takeBackChoice(db, over, device.token, 1)).rejects.toMatchObject(refused);
});

test('a choosing is none, coming, running or over, as the phases and the map say', async () => {
	const { db } = await freshDatabase();
	const { map } = await choosing(db, 0);
	const phase = (startsAt: Date | null, endsAt: Date | null) => ({
		id: '1',
		kind: 'prioritise' as const,
		startsAt,
		endsAt
	});
	const at = (phases: ReturnType<typeof phase>[], status = 'running') =>
		choosingOf({ ...map, phases, status }, now);
	expect(at([])).toBe('none');
	expect(at([phase(later, null)])).toBe('coming');
	expect(at([phase(null, later)])).toBe('running');
	expect(at([phase(null, new Date('2026-11-01'))])).toBe('over');
	expect(at([phase(null, new Date('2026-11-01')), phase(later, null)])).toBe('coming');
	expect(at([phase(null, null)], 'finished')).toBe('over');
	expect(at([phase(null, null)], 'announced')).toBe('coming');
});

import { expect, test } from 'vitest';
import { anonymous, type Actor } from '#lib/access/actor.ts';
import { ideaPage } from '#lib/formats/ideas/talk/idea-page.server.ts';
import { submitIdea } from '#lib/formats/ideas/submit-idea.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { idea, ideaMap, kesselbrink, phone, submitted } from '../../fixture/idea-map.ts';
import { answered, merge } from '../../fixture/idea-talk.ts';
import { staff } from '../../fixture/town.ts';

const now = new Date('2026-11-25T10:00:00Z');

/** Who looks at the first page of the talk. */
const by = (token: string | null = null, actor: Actor = anonymous) => ({
	token,
	actor,
	page: 1,
	commentId: null,
	now,
	pictures: { passOf: (id: string) => `pass-of-${id}` }
});

test.each([
	['waiting', null],
	['hidden', 'insult'],
	['withdrawn', null]
] as const)(
	'of an idea that is %s others learn that, and not a word of it; staff see it',
	async (visibility, hiddenReason) => {
		const { db } = await freshDatabase();
		const test = await ideaMap(db);
		const author = phone();
		const { number } = await submitIdea(db, test.map, author, idea(test, { title: 'Geheim' }), now);
		await db.updateTable('ideas').set({ visibility, hiddenReason }).execute();
		const stranger = await ideaPage(db, test.map, number, by(phone().token));
		expect(stranger.state).toBe(visibility);
		expect(JSON.stringify(stranger)).not.toContain('Geheim');
		const juror = await staff(db, 'juror', ['bielefeld-mitte']);
		const elsewhere = await staff(db, 'moderator', ['bielefeld-heepen']);
		for (const actor of [juror, elsewhere])
			expect((await ideaPage(db, test.map, number, by(null, actor))).state).toBe(visibility);
		expect((await ideaPage(db, test.map, number, by(null, test.moderator))).state).toBe('shown');
		const own = await ideaPage(db, test.map, number, by(author.token));
		expect(own.state).toBe(visibility === 'withdrawn' ? 'withdrawn' : 'shown');
	}
);

test('a number that was never given is missing, and so is a page of the talk that is not there', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { number } = await submitted(db, test);
	await expect(ideaPage(db, test.map, 99, by())).rejects.toMatchObject({ kind: 'missing' });
	await expect(ideaPage(db, test.map, number, { ...by(), page: 2 })).rejects.toMatchObject({
		kind: 'missing'
	});
});

test('the path shows the answers that stand, and the next one as promised or overdue', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db, { answerWithin: 10 });
	const { ideaId, number } = await submitted(db, test);
	await db.updateTable('ideas').set({ submittedOn: '2026-11-15' }).execute();
	const next = async (day: string) => {
		const at = new Date(`${day}T10:00:00Z`);
		const page = await ideaPage(db, test.map, number, { ...by(), now: at });
		return page.state === 'shown' ? page.idea.nextAnswer : undefined;
	};
	expect(await next('2026-11-25')).toEqual({ due: '2026-11-25', overdue: false });
	expect(await next('2026-11-26')).toEqual({ due: '2026-11-25', overdue: true });
	const mistake = await answered(db, ideaId, { status: 'done' });
	await db.updateTable('ideaAnswers').set({ withdrawnAt: now }).where('id', '=', mistake).execute();
	await answered(db, ideaId, { status: 'planned', dueOn: '2027-03-01' });
	expect(await next('2026-11-26')).toEqual({ due: '2027-03-01', overdue: false });
	const page = await ideaPage(db, test.map, number, by());
	expect(page.state === 'shown' && page.idea.answers.map(({ status }) => status)).toEqual([
		'planned'
	]);
	await answered(db, ideaId, { status: 'done' });
	expect(await next('2099-01-01')).toBeNull();
});

test('a merged idea says where it lives on; there its text is found, unless it was hidden', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const [into, from, bad] = [
		await submitted(db, test),
		await submitted(db, test, { title: 'Bäume' }),
		await submitted(db, test)
	];
	for (const { ideaId } of [from, bad]) await merge(db, ideaId, into.ideaId);
	await db
		.updateTable('ideas')
		.set({ visibility: 'hidden', hiddenReason: 'insult' })
		.where('id', '=', bad.ideaId)
		.execute();
	const merged = await ideaPage(db, test.map, from.number, by());
	expect(merged).toMatchObject({ idea: { title: 'Bäume', livesOn: { number: into.number } } });
	const target = await ideaPage(db, test.map, into.number, by());
	expect(target.state === 'shown' && target.idea.merged.map(({ number }) => number)).toEqual([
		from.number
	]);
});

test('neighbours and similar ideas are public, not merged, and not the idea itself', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const far = {
		kind: 'pin',
		lat: kesselbrink.lat + 0.004,
		lng: kesselbrink.lng,
		blur: false
	} as const;
	const barrier = test.map.categories[1]!.id;
	const one = await submitted(db, test, { title: 'Mehr Schatten am Brunnen' });
	const hidden = await submitted(db, test, { title: 'Mehr Schatten am Brunnen' });
	const same = await submitted(db, test, {
		title: 'Schatten am Brunnen',
		where: far,
		categoryId: barrier
	});
	const near = await submitted(db, test, { title: 'Bücherschrank', body: '' });
	await submitted(db, test, { title: 'Zebrastreifen', body: '', where: far, categoryId: barrier });
	await db
		.updateTable('ideas')
		.set({ visibility: 'waiting' })
		.where('id', '=', hidden.ideaId)
		.execute();
	const page = await ideaPage(db, test.map, one.number, by());
	if (page.state !== 'shown') throw new Error('not shown');
	expect([page.idea.previous, page.idea.next?.number]).toEqual([null, same.number]);
	expect(page.idea.similar.map(({ number }) => number)).toEqual([same.number, near.number]);
	expect(page.where?.points).toHaveLength(1);
});

test('what became a project leads to the project and its measure', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId, number } = await submitted(db, test);
	const { id } = await db
		.insertInto('ideaProjects')
		.values({
			activityId: test.activityId,
			number: 1,
			title: JSON.stringify({ de: 'Grüner Brunnen' }),
			placeId: 'bielefeld-kesselbrink',
			measureCode: '540-3',
			initiatedBy: 'residents',
			status: 'started',
			statusOn: '2026-11-01'
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	await db.insertInto('ideaProjectSources').values({ ideaId, projectId: id }).execute();
	const page = await ideaPage(db, test.map, number, by());
	expect(page).toMatchObject({
		idea: {
			project: { placeName: 'Kesselbrink', measure: { code: '540-3' }, carrier: null }
		}
	});
});

test('an idea knows the day on which everybody could first see it, however it was published', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db, { moderation: 'before' });
	await submitted(db, test);
	const day = async () =>
		(await db.selectFrom('ideas').select('publishedOn').executeTakeFirstOrThrow()).publishedOn;
	expect(await day()).toBeNull();
	await db.updateTable('ideas').set({ visibility: 'public' }).execute();
	expect(await day()).toMatch(/^\d{4}-\d{2}-\d{2}$/);
	await db.updateTable('ideas').set({ publishedOn: '2020-01-01' }).execute();
	await db.updateTable('ideas').set({ visibility: 'hidden', hiddenReason: 'spam' }).execute();
	await db.updateTable('ideas').set({ visibility: 'public', hiddenReason: null }).execute();
	expect(await day()).toBe('2020-01-01');
});

test('votes from an earlier procedure are told beside the supports, with those of merged ideas', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId, number } = await submitted(db, test);
	const { ideaId: duplicate } = await submitted(db, test);
	const shown = async () => {
		const page = await ideaPage(db, test.map, number, by());
		return page.state === 'shown' ? page.idea.earlierSupports : null;
	};
	expect(await shown()).toBe(0);
	const bring = (id: string, importedSupports: number) =>
		db.updateTable('ideas').set({ importedSupports }).where('id', '=', id).execute();
	await bring(ideaId, 12);
	await bring(duplicate, 3);
	expect(await shown()).toBe(12);
	await merge(db, duplicate, ideaId);
	expect(await shown()).toBe(15);
});

import { expect, test } from 'vitest';
import { tidy } from '#lib/formats/ideas/retention.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { ideaMap, submitted } from '../../fixture/idea-map.ts';

const now = new Date('2026-12-01T12:00:00Z');
const origin = 'https://palaver.example';
const passed = { retainUntil: '2026-11-30' };

test('past its day a finished map is archived, an empty draft is deleted, and what people said on one stays', async () => {
	const { db } = await freshDatabase();
	const finished = await ideaMap(db, { ...passed, status: 'finished' });
	const draft = await ideaMap(db, { ...passed, status: 'draft' });
	const running = await ideaMap(db, passed);
	const used = await ideaMap(db, passed);
	await submitted(db, used);
	await db
		.updateTable('activities')
		.set({ status: 'announced' })
		.where('id', '=', used.activityId)
		.execute();
	await tidy(db, now, origin);
	const left = await db
		.selectFrom('activities')
		.select(['id', 'status', 'participantKey'])
		.execute();
	const of = (id: string) => left.find((one) => one.id === id);
	expect(of(finished.activityId)).toMatchObject({ status: 'archived', participantKey: null });
	expect(of(draft.activityId)).toBeUndefined();
	expect(of(running.activityId)).toMatchObject({ status: 'running' });
	expect(of(used.activityId)).toMatchObject({ status: 'announced' });
});

test('on its last day nothing is touched yet', async () => {
	const { db } = await freshDatabase();
	await ideaMap(db, { retainUntil: '2026-12-01', status: 'finished' });
	await tidy(db, now, origin);
	const rows = await db.selectFrom('activities').select('status').execute();
	expect(rows).toEqual([{ status: 'finished' }]);
});

test('a follow that nobody confirmed is forgotten after a week; a confirmed one stays', async () => {
	const { db } = await freshDatabase();
	const { activityId } = await ideaMap(db);
	const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
	const follow = (email: string, days: number, confirmedAt: Date | null) => ({
		activityId,
		email,
		locale: 'de',
		tokenHash: email,
		createdAt: ago(days),
		confirmedAt
	});
	await db
		.insertInto('ideaFollows')
		.values([follow('old', 8, null), follow('young', 6, null), follow('kept', 90, ago(89))])
		.execute();
	await tidy(db, now, origin);
	const left = await db.selectFrom('ideaFollows').select('email').orderBy('email').execute();
	expect(left.map(({ email }) => email)).toEqual(['kept', 'young']);
});

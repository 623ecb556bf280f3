import { describe, expect, test } from 'vitest';
import {
	controlActor,
	listControlLinks,
	shareControl,
	withdrawControl
} from '#lib/formats/live/control-links.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { draftSession, kesselbrink, noon, press } from '../../fixture/sessions.ts';
import { buildTown, staff } from '../../fixture/town.ts';

describe('a control link', () => {
	async function shared() {
		const { db } = await freshDatabase();
		await buildTown(db);
		const moderator = await staff(db, 'moderator', [kesselbrink]);
		const session = await draftSession(db, moderator);
		await press(db, moderator, session.activityId, 'start');
		const { key } = await shareControl(db, moderator, session.activityId, noon);
		return { db, moderator, key, ...session };
	}
	const later = (hours: number) => new Date(noon.getTime() + hours * 3_600_000);

	test('lets its holder run the session, and the history says it was the link', async () => {
		const { db, activityId, key } = await shared();
		const holder = await controlActor(db, activityId, key, later(1));
		await press(db, holder!, activityId, 'next');
		const last = await db
			.selectFrom('history')
			.select(['action', 'actorKind', 'actorId'])
			.orderBy('id', 'desc')
			.executeTakeFirst();
		expect(last).toEqual({
			action: 'live.advanced',
			actorKind: 'controlLink',
			actorId: holder!.linkId
		});
	});

	test('ends after twelve hours, with the session, and when it is withdrawn', async () => {
		const { db, moderator, activityId, key } = await shared();
		expect(await controlActor(db, activityId, key, later(11.9))).not.toBeNull();
		expect(await controlActor(db, activityId, key, later(12.1))).toBeNull();
		await press(db, moderator, activityId, 'end');
		expect(await controlActor(db, activityId, key, later(1))).toBeNull();
		await press(db, moderator, activityId, 'resume');
		const again = await shareControl(db, moderator, activityId, noon);
		await withdrawControl(db, moderator, activityId, null, later(1));
		expect(await controlActor(db, activityId, again.key, later(1))).toBeNull();
	});

	test('is withdrawn singly: the others go on, and the history names it', async () => {
		const { db, moderator, activityId, key } = await shared();
		const lost = await shareControl(db, moderator, activityId, later(1));
		const links = () => listControlLinks(db, moderator, activityId, later(2));
		const [first, second] = await links();
		await withdrawControl(db, moderator, activityId, second!.id, later(2));
		expect(await controlActor(db, activityId, lost.key, later(2))).toBeNull();
		expect(await controlActor(db, activityId, key, later(2))).toMatchObject({ linkId: first!.id });
		expect((await links()).map(({ number, withdrawnAt }) => [number, withdrawnAt])).toEqual([
			[1, null],
			[2, later(2)]
		]);
		await withdrawControl(db, moderator, activityId, second!.id, later(3));
		const told = await db
			.selectFrom('history')
			.select(['action', 'detail'])
			.where('action', 'like', 'live.control%Withdrawn')
			.execute();
		expect(told).toEqual([
			{ action: 'live.controlLinkWithdrawn', detail: { links: [second!.id] } }
		]);
	});

	test('of another session is not withdrawn', async () => {
		const { db, moderator, activityId, key } = await shared();
		const [link] = await listControlLinks(db, moderator, activityId, noon);
		const other = await draftSession(db, moderator);
		await withdrawControl(db, moderator, other.activityId, link!.id, noon);
		expect(await controlActor(db, activityId, key, noon)).not.toBeNull();
	});

	test('is listed with its maker and the hour of its last use, never the minute, until it expires', async () => {
		const { db, moderator, activityId, key } = await shared();
		const [fresh] = await listControlLinks(db, moderator, activityId, noon);
		expect(fresh).toMatchObject({ createdAt: noon, lastUsedAt: null, withdrawnAt: null });
		expect(fresh!.createdBy).toBe(moderator.displayName);
		await controlActor(db, activityId, key, later(1.7));
		const [used] = await listControlLinks(db, moderator, activityId, later(2));
		expect(used!.lastUsedAt).toEqual(later(1));
		expect(await listControlLinks(db, moderator, activityId, later(12.1))).toEqual([]);
	});

	test('opens no other session, and its key is not in the database', async () => {
		const { db, moderator, key } = await shared();
		const other = await draftSession(db, moderator);
		expect(await controlActor(db, other.activityId, key, noon)).toBeNull();
		const stored = await db.selectFrom('liveControlLinks').selectAll().execute();
		expect(JSON.stringify(stored)).not.toContain(key);
	});
});

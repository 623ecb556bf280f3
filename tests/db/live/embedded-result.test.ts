import type { RequestEvent } from '@sveltejs/kit';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { embeddedResult } from '#lib/formats/live/export/embedded-result.server.ts';
import { setEmbeddable } from '#lib/formats/live/export/embedding.server.ts';
import { questionsOf } from '#lib/formats/live/question-reads.server.ts';
import { setEntryHidden } from '#lib/formats/live/moderation/moderate-entries.server.ts';
import { setVeiled } from '#lib/formats/live/moderation/veil.server.ts';
import { archiveSession } from '#lib/formats/live/retention.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { liveSession, useOfTheSquare } from '../../fixture/live-session.ts';
import { sharedFrame } from '../../../src/routes/embed/live/[question=uuid]/shared-frame.server.ts';
import { load } from '../../../src/routes/embed/live/[question=uuid]/+page.server.ts';
import { currentRound } from '../../fixture/session.ts';
import { vote } from '../../fixture/sessions.ts';
import { answeredSession, five } from '../../fixture/live-export.ts';

describe('a result on another website', () => {
	async function embeddable() {
		const session = await answeredSession();
		const { db, moderator, activityId, ids } = session;
		const see = (n: number) => embeddedResult(db, ids[n]!, 5);
		await setEmbeddable(db, moderator, activityId, true);
		return {
			...session,
			see,
			allow: (on: boolean) => setEmbeddable(db, moderator, activityId, on)
		};
	}

	test('is there once its session allows it and its result is shown, and not before', async () => {
		const { see, allow, press } = await embeddable();
		expect(await see(2)).toMatchObject({ result: null, why: 'hidden' });
		await press('reveal');
		expect(await see(2)).toMatchObject({
			running: true,
			round: 1,
			result: { ballots: 5, counts: { Bänke: 1 } }
		});
		await allow(false);
		await expect(see(2)).rejects.toMatchObject({ status: 404, reason: 'result_unknown' });
		await allow(true);
		await press('conceal');
		expect(await see(2)).toMatchObject({ result: null, why: 'hidden' });
	});

	test('is not there of itself: a session is closed to other websites until somebody opens it', async () => {
		const { db, ids, press } = await answeredSession();
		await press('reveal');
		await expect(embeddedResult(db, ids[2]!, 5)).rejects.toMatchObject({ status: 404 });
		await expect(embeddedResult(db, crypto.randomUUID(), 5)).rejects.toMatchObject({ status: 404 });
	});

	test('has no hidden entry, nothing while the stage is covered, and none of too few people', async () => {
		const { db, moderator, activityId, see, press } = await embeddable();
		await press('reveal');
		const { roundId } = await currentRound(db, activityId);
		const hide = { round: roundId, keys: ['Bänke'], hidden: true };
		await setEntryHidden(db, moderator, activityId, hide);
		expect((await see(2)).result!.counts).not.toHaveProperty('Bänke');
		await setVeiled(db, moderator, activityId, true);
		expect(await see(2)).toMatchObject({ result: null, why: 'hidden' });
		await setVeiled(db, moderator, activityId, false);
		await press('repeat');
		await vote(db, activityId, ['Nur wir', 'zwei']);
		await press('close', 'reveal');
		expect(await see(2)).toMatchObject({ round: 2, result: null, why: 'tooFew' });
	});

	test('stands still while the stage does', async () => {
		const { db, activityId, see, press } = await embeddable();
		await press('reveal', 'reopen', 'freeze');
		await vote(db, activityId, ['Spät']);
		expect((await see(2)).result).toMatchObject({ ballots: 5 });
		await press('unfreeze');
		// Who looks now and after the next ballot would see what it says.
		expect(await see(2)).toMatchObject({ result: null, config: null, why: 'open' });
		await press('close');
		expect((await see(2)).result).toMatchObject({ ballots: 6, counts: { Spät: 1 } });
	});

	test('has no entry that was hidden while it stood still, also when its author has voted anew since', async () => {
		const { db, moderator, activityId, see, press } = await embeddable();
		await press('reveal', 'reopen', 'freeze');
		const { roundId } = await currentRound(db, activityId);
		const hide = { round: roundId, keys: ['Bänke'], hidden: true };
		await setEntryHidden(db, moderator, activityId, hide);
		const said = await db
			.updateTable('ballots')
			.set({ answer: JSON.stringify('Brunnen'), tallyKeys: ['*', 'Brunnen'] })
			.where('roundId', '=', roundId)
			.where(sql<boolean>`'Bänke' = any(tally_keys)`)
			.executeTakeFirst();
		expect(said.numUpdatedRows).toBe(1n);
		const { counts } = (await see(2)).result!;
		expect(counts).not.toHaveProperty('Bänke');
		expect(counts).toHaveProperty('@SUM(A1)');
	});

	test('tells nothing of a question before it is asked, and nobody what is right while people vote', async () => {
		const { db } = await freshDatabase();
		const quiz = {
			...useOfTheSquare,
			config: { ...(useOfTheSquare.config as object), right: ['rest'] }
		};
		const session = await liveSession(db, { questions: [quiz] });
		const { activityId, press } = session;
		await db.updateTable('liveSessions').set({ embeddable: true }).execute();
		await press('start');
		const [question] = await questionsOf(db, activityId);
		const sent = async () => {
			const event = {
				locals: { db, house: { config: { smallCellK: 5 } } },
				params: { question: question!.id },
				url: new URL('https://palaver.example/embed')
			};
			return JSON.stringify(await load(event as unknown as Parameters<typeof load>[0]));
		};
		expect(await sent()).not.toMatch(/Kesselbrink im Sommer|"right"|Schatten/);
		await press('next');
		await vote(
			db,
			activityId,
			five.map((id) => [id])
		);
		expect(await sent()).toContain('Kesselbrink im Sommer');
		expect(await sent()).not.toMatch(/"right"|Schatten/);
		await press('reveal', 'freeze');
		expect(await sent()).toContain('Schatten');
		expect(await sent()).not.toContain('"right"');
		await press('close');
		expect(await sent()).toContain('"right"');
		await press('conceal');
		expect(await sent()).not.toMatch(/"right"|Schatten/);
	});

	test('is rendered once for many visitors, anew after each press, and for each language', async () => {
		const { db, ids, press, allow } = await embeddable();
		let rendered = 0;
		const visit = async (search = '', locale = 'de') => {
			const url = new URL(`https://palaver.example/embed/live/${ids[2]!}${search}`);
			const event = {
				route: { id: '/embed/live/[question=uuid]' },
				request: new Request(url),
				params: { question: ids[2]! },
				url,
				isDataRequest: false,
				locals: { db, locale }
			} as unknown as RequestEvent;
			const resolve = () =>
				new Response(String((rendered += 1)), { headers: { 'content-type': 'text/html' } });
			return (await sharedFrame({ event, resolve })).text();
		};
		expect([await visit(), await visit('?x=1')]).toEqual(['1', '1']);
		expect([await visit('?follow'), await visit('', 'ar')]).toEqual(['2', '3']);
		await press('reveal');
		expect([await visit(), await visit()]).toEqual(['4', '4']);
		await allow(false);
		expect([await visit(), await visit()]).toEqual(['5', '6']);
	});

	test('leads into the session only once nobody votes there any more', async () => {
		const { code, see, press } = await embeddable();
		expect(await see(0)).toMatchObject({ code: null, place: { name: 'Kesselbrink' } });
		await press('end');
		expect((await see(0)).code).toBe(code);
	});

	test('stays after the end, and says that it is gone once the session is archived', async () => {
		const { db, moderator, activityId, see, press } = await embeddable();
		await press('reveal', 'end');
		expect(await see(2)).toMatchObject({ running: false, result: { ballots: 5 } });
		await archiveSession(db, moderator, activityId);
		await expect(see(2)).rejects.toMatchObject({ status: 410, reason: 'result_archived' });
	});

	test('is allowed and stopped in the audit trail, once each', async () => {
		const { db, allow } = await embeddable();
		await allow(true);
		await allow(false);
		await allow(false);
		const told = await db
			.selectFrom('history')
			.select('action')
			.where('action', 'like', 'live.embedding%')
			.orderBy('id')
			.execute();
		expect(told.map(({ action }) => action)).toEqual([
			'live.embeddingAllowed',
			'live.embeddingStopped'
		]);
	});
});

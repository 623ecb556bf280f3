import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anonymous, roles, system, type Actor } from '#lib/access/actor.ts';
import { checkIn } from '#lib/formats/events/door/check-in.server.ts';
import { answerLater, askedLater, stopAsking } from '#lib/formats/events/followup/answer.server.ts';
import { printFollowUpCodes } from '#lib/formats/events/followup/codes.server.ts';
import { followUpCsv } from '#lib/formats/events/followup/csv.server.ts';
import {
	addFollowUpQuestion,
	moveFollowUpQuestion,
	questionsOf,
	removeFollowUpQuestion
} from '#lib/formats/events/followup/edit-questions.server.ts';
import { readFollowUp } from '#lib/formats/events/followup/results.server.ts';
import {
	acceptFollowUp,
	closeFollowUp,
	openFollowUp
} from '#lib/formats/events/followup/run-followup.server.ts';
import { usualFollowUp } from '#lib/formats/events/followup/schema.ts';
import {
	giveUpFollowUp,
	setUpFollowUp
} from '#lib/formats/events/followup/set-up-followup.server.ts';
import { cancelRegistration } from '#lib/formats/events/registration/change-registration.server.ts';
import { archiveSeries, tidy } from '#lib/formats/events/retention.server.ts';
import { localDay } from '#lib/platform/local-time.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { begins, guest, signUp, ticketed } from '../../fixture/event-registration.ts';
import {
	opened,
	recorded,
	slips,
	tried,
	agreeing,
	asked,
	emailsKept,
	mailed,
	reminded,
	daysLater,
	held,
	inWords,
	planned,
	said,
	tidied
} from '../../fixture/event-followup.ts';
import { at, eventSeries, linkHolder, member, organisation } from '../../fixture/events.ts';
import { staff } from '../../fixture/town.ts';

const k = 5;

test('guests who agreed and came are asked after three months, reminded once, and it ends by itself', async () => {
	const { db } = await freshDatabase();
	const date = await planned(db);
	await agreeing(db, date.on, 'aylin@example.org');
	await agreeing(db, date.on, 'bo@example.org');
	await signUp(db, date.on, { email: 'nein@example.org' });
	await held(db, date);
	await tidied(db, 89);
	expect(await mailed(db, asked)).toEqual(new Map());
	await tidied(db, 90);
	await tidied(db, 91);
	const codes = await mailed(db, asked);
	expect([...codes.keys()].sort()).toEqual(['aylin@example.org', 'bo@example.org']);

	await answerLater(db, anonymous, codes.get('bo@example.org')!, await said(db, date.on, 4));
	await tidied(db, 104);
	await tidied(db, 105);
	// The same code, to those alone whose answer is missing.
	expect(await mailed(db, reminded)).toEqual(
		new Map([['aylin@example.org', codes.get('aylin@example.org')]])
	);
	await tidied(db, 132);
	expect(await readFollowUp(db, date.series.host, date.on, k)).toMatchObject({
		followUp: { state: 'closed' },
		answers: 1,
		codes: 0,
		readers: 0
	});
	expect(await tried(answerLater(db, anonymous, codes.get('aylin@example.org')!, {}))).toBe(
		'followup_code_unknown'
	);
});

test('who is asked: confirmed guests with an address who agreed; where people were checked in, those who came', async () => {
	const { db } = await freshDatabase();
	const date = await planned(db);
	const { on, series } = date;
	const came = await agreeing(db, on, 'kam@example.org');
	await agreeing(db, on, 'kam-nicht@example.org');
	const gone = await agreeing(db, on, 'abgemeldet@example.org');
	await cancelRegistration(db, guest(gone.registrationId), gone.registrationId, at());
	await agreeing(db, on, '');
	const arrival = { nonce: crypto.randomUUID(), ticket: null, people: 1 };
	await checkIn(
		db,
		series.host,
		on,
		{ ...arrival, way: 'list', registrationId: came.registrationId },
		begins
	);
	await tidied(db, 1);
	expect(await emailsKept(db)).toEqual(['kam@example.org']);
});

test('the address outlives the name of the guest and goes with the answer', async () => {
	const { db } = await freshDatabase();
	const date = await planned(db);
	await agreeing(db, date.on, 'Aylin@Example.org', { name: 'Aylin' });
	await held(db, date);
	const { origin } = at();
	await tidy(db, daysLater(40), origin);
	const guests = await db.selectFrom('eventRegistrations').select(['name', 'email']).execute();
	expect(guests).toEqual([{ name: null, email: null }]);
	expect(await emailsKept(db)).toEqual(['aylin@example.org']);
	await tidy(db, daysLater(90), origin);
	const code = (await mailed(db, asked)).get('aylin@example.org')!;
	await answerLater(db, anonymous, code, await said(db, date.on, 5, 'Mehr Bänke'));
	expect(await emailsKept(db)).toEqual([]);
});

test('nothing leads from an answer to a code, a person or a moment', async () => {
	const { db } = await freshDatabase();
	const { on, codes } = await opened(db, 1);
	await answerLater(db, anonymous, codes[0]!, await said(db, on, 3));
	const { rows } = await sql<{ column: string }>`
		select column_name as "column" from information_schema.columns
		where table_name in ('event_followup_answers', 'event_followup_replies') order by 1`.execute(db);
	expect([...new Set(rows.map(({ column }) => column))]).toEqual([
		...['answer', 'answer_id', 'date_id', 'id', 'missing', 'outcome', 'question_id', 'value']
	]);
});

test('a code is good for one answer, however many send it at once', async () => {
	const { db } = await freshDatabase();
	const { on, codes } = await opened(db, 1);
	const answers = await said(db, on, 4);
	const outcomes = await Promise.all(
		Array.from({ length: 6 }, () => tried(answerLater(db, anonymous, codes[0]!, answers)))
	);
	expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
	expect(new Set(outcomes)).toEqual(new Set([null, 'followup_code_used']));
	expect((await askedLater(db, codes[0]!.toLowerCase())).closed).toBe('followup_code_used');
});

test('who has a slip too early is told from when on, and afterwards that it is over', async () => {
	const { db } = await freshDatabase();
	const date = await planned(db);
	const [code] = await slips(db, date, 1);
	expect((await askedLater(db, code!)).closed).toBe('followup_not_yet');
	const answers = await said(db, date.on, 4);
	expect(await tried(answerLater(db, anonymous, code!, answers))).toBe('followup_not_yet');
	expect(await tried(askedLater(db, 'K7M4-QX2P-AAAA'))).toBe('followup_code_unknown');
});

test('what must be answered is asked for, everything that is wrong at once; nothing is kept and the code stays good', async () => {
	const { db } = await freshDatabase();
	const { on, codes } = await opened(db, 1);
	const [scale, words] = await questionsOf(db, on.dateId);
	const wrong = { [scale!.id]: 9, [words!.id]: 'x'.repeat(1000) };
	await expect(answerLater(db, anonymous, codes[0]!, wrong)).rejects.toMatchObject({
		reason: 'answers_invalid',
		fields: { [scale!.id]: expect.any(String), [words!.id]: expect.any(String) }
	});
	expect(await tried(answerLater(db, anonymous, codes[0]!, {}))).toBe('answer_missing');
	expect(await db.selectFrom('eventFollowupAnswers').select('id').execute()).toEqual([]);
	expect(await tried(answerLater(db, anonymous, codes[0]!, await said(db, on, 2)))).toBeNull();
});

test('results are hidden until it is closed, and then where fewer than five answered a question', async () => {
	const { db } = await freshDatabase();
	const { series, on, codes } = await opened(db, 6);
	for (const [nth, code] of codes.entries())
		await answerLater(
			db,
			anonymous,
			code,
			await said(db, on, (nth % 2) + 4, nth < 2 ? 'Bänke' : '')
		);
	const open = await readFollowUp(db, series.host, on, k);
	expect(open).toMatchObject({ answers: 6, results: [] });
	await closeFollowUp(db, series.host, on, daysLater(100));
	const { results, counts } = await readFollowUp(db, series.host, on, k);
	expect(counts).toBe(true);
	expect(results.map(({ tally }) => tally)).toEqual([{ ballots: 6, counts: { 4: 3, 5: 3 } }, null]);
	const csv = await followUpCsv(db, series.moderator, on, k, 'de');
	const text = await new Response(csv.body).text();
	expect(text).toContain('Wie gut läuft die neue Gruppe?,4,3,6');
	expect(text).not.toContain('Bänke');
});

test('questions are put in order while it is planned, at most ten, and none once people are asked', async () => {
	const { db } = await freshDatabase();
	const { series, on } = await planned(db);
	const [first, second] = await questionsOf(db, on.dateId);
	await moveFollowUpQuestion(db, series.moderator, on, second!.id, 'up');
	expect((await questionsOf(db, on.dateId)).map(({ id }) => id)).toEqual([second!.id, first!.id]);
	for (let nth = 0; nth < 8; nth += 1) await addFollowUpQuestion(db, series.host, on, inWords);
	expect(await tried(addFollowUpQuestion(db, series.host, on, inWords))).toBe('too_many_questions');
	await removeFollowUpQuestion(db, series.host, on, second!.id);
	await held(db, { series, on });
	await tidied(db, 90);
	expect(await tried(removeFollowUpQuestion(db, series.host, on, first!.id))).toBe(
		'followup_begun'
	);
	const change = { ...usualFollowUp, openDays: 60 };
	expect(await tried(setUpFollowUp(db, series.host, { ...on, seen: 1 }, change))).toBe(
		'followup_begun'
	);
});

test('of two who change the times at once the second is told; what does not fit is said at its field', async () => {
	const { db } = await freshDatabase();
	const { series, on } = await planned(db);
	const change = (seen: number, input = usualFollowUp) =>
		tried(setUpFollowUp(db, series.host, { ...on, seen }, input));
	const outcomes = await Promise.all([change(1), change(1)]);
	expect(outcomes.sort()).toEqual(['changed_meanwhile', null]);
	expect(await change(2, { ...usualFollowUp, remindDays: 42 })).toBe('remind_too_late');
	expect(await change(2, { ...usualFollowUp, afterDays: 0 })).toBe('out_of_range');
	expect(await change(2, { ...usualFollowUp, least: Number.NaN })).toBe('number_invalid');
});

test('given up, it forgets who agreed, and its slips are worth nothing', async () => {
	const { db } = await freshDatabase();
	const date = await planned(db);
	await agreeing(db, date.on, 'aylin@example.org');
	const [code] = await slips(db, date, 1);
	await giveUpFollowUp(db, date.series.host, date.on);
	expect(await tried(askedLater(db, code!))).toBe('followup_code_unknown');
	expect(await db.selectFrom('eventRegistrations').select('askLater').execute()).toEqual([
		{ askLater: false }
	]);
});

test('agreeing counts only where somebody will ask, and with an address', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const on = await ticketed(db, series);
	await agreeing(db, on, 'aylin@example.org');
	expect(await db.selectFrom('eventRegistrations').select('askLater').execute()).toEqual([
		{ askLater: false }
	]);
});

test('whoever was asked by mail ends it with one click; the answer of others stays possible', async () => {
	const { db } = await freshDatabase();
	const date = await planned(db);
	await agreeing(db, date.on, 'aylin@example.org');
	await held(db, date);
	await tidied(db, 90);
	const code = (await mailed(db, asked)).get('aylin@example.org')!;
	expect((await askedLater(db, code)).byMail).toBe(true);
	await stopAsking(db, anonymous, code);
	// Nothing is sent any more, not even what was on its way.
	expect(await mailed(db, asked)).toEqual(new Map());
	await stopAsking(db, anonymous, code);
	expect(await emailsKept(db)).toEqual([]);
	expect(await tried(askedLater(db, code))).toBe('followup_code_unknown');
});

test('host, invited host and moderators of the place keep it, and nobody else; only who is not of the host says that few answers are enough', async () => {
	const { db } = await freshDatabase();
	const { series, on } = await opened(db, 1);
	const place = ['bielefeld'];
	const everybody: Record<string, Actor> = {
		...Object.fromEntries(
			await Promise.all(roles.map(async (role) => [role, await staff(db, role, place)] as const))
		),
		'moderator elsewhere': await staff(db, 'moderator', ['bielefeld-heepen']),
		member: series.host,
		'member of another organisation': await member(db, await organisation(db)),
		'holder of another link': (await linkHolder(db, series)).actor,
		anonymous
	};
	const keepers = ['administrator', 'member', 'moderator'];
	const allowed = async (take: (actor: Actor) => Promise<unknown>): Promise<string[]> => {
		const tries = await Promise.all(
			Object.entries(everybody).map(async ([name, actor]) => [name, await tried(take(actor))])
		);
		return tries.flatMap(([name, against]) => (against === 'not_allowed' ? [] : name!)).sort();
	};
	const ref = { ...on, seen: 1 };
	const keeping: ((actor: Actor) => Promise<unknown>)[] = [
		(actor) => readFollowUp(db, actor, on, k),
		(actor) => followUpCsv(db, actor, on, k, 'de'),
		(actor) => printFollowUpCodes(db, actor, on, { count: 1 }),
		(actor) => setUpFollowUp(db, actor, ref, usualFollowUp),
		(actor) => giveUpFollowUp(db, actor, on),
		(actor) => addFollowUpQuestion(db, actor, on, inWords),
		(actor) => openFollowUp(db, actor, on, at(daysLater(91))),
		(actor) => closeFollowUp(db, actor, on, daysLater(91))
	];
	for (const take of keeping) expect(await allowed(take)).toEqual(keepers);
	expect(await allowed((actor) => acceptFollowUp(db, actor, on, { because: 'Darum' }))).toEqual([
		'administrator',
		'moderator'
	]);
});

test('archiving ends what is open, and forgets addresses, codes and what people wrote', async () => {
	const { db } = await freshDatabase();
	const date = await planned(db);
	await agreeing(db, date.on, 'aylin@example.org');
	const [code] = await slips(db, date, 2);
	await held(db, date);
	await tidied(db, 90);
	await answerLater(db, anonymous, code!, await said(db, date.on, 4, 'Mehr Bänke'));
	await db.updateTable('activities').set({ status: 'finished' }).execute();
	await archiveSeries(db, system, date.series.activityId, daysLater(100));
	expect(await emailsKept(db)).toEqual([]);
	expect(await db.selectFrom('eventFollowupCodes').select('dateId').execute()).toEqual([]);
	const replies = await db.selectFrom('eventFollowupReplies').select('answer').execute();
	expect(replies).toEqual([{ answer: 4 }]);
	const { state, closedOn } = await db
		.selectFrom('eventFollowups')
		.select(['state', 'closedOn'])
		.executeTakeFirstOrThrow();
	// Not on the day on which it would have ended, which is still to come.
	expect({ state, closedOn }).toEqual({ state: 'closed', closedOn: localDay(daysLater(100)) });
	expect(await mailed(db, asked)).toEqual(new Map());
	expect(await recorded(db, 'followUpClosed')).toEqual([expect.objectContaining({ answers: 1 })]);
});

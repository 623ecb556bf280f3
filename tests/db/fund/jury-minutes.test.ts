import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import type { AccountActor } from '#lib/access/actor.ts';
import {
	addToAgenda,
	moveOnAgenda,
	removeFromAgenda
} from '#lib/formats/fund/jury/agenda.server.ts';
import { callMeeting } from '#lib/formats/fund/jury/call-meeting.server.ts';
import { closeVote } from '#lib/formats/fund/jury/close-vote.server.ts';
import { inviteJurors } from '#lib/formats/fund/jury/invite.server.ts';
import { meetingOf, type MeetingRef } from '#lib/formats/fund/jury/meeting.server.ts';
import {
	decisionsPdf,
	decisionsWorkbook,
	minutesPdf,
	readMinutes,
	type Download
} from '#lib/formats/fund/jury/minutes.server.ts';
import { postponeItem } from '#lib/formats/fund/jury/propose.server.ts';
import { readMeeting } from '#lib/formats/fund/jury/read-meeting.server.ts';
import { readSimulation } from '#lib/formats/fund/jury/read-simulation.server.ts';
import { closeMeeting } from '#lib/formats/fund/jury/run-meeting.server.ts';
import { castVote } from '#lib/formats/fund/jury/take-vote.server.ts';
import { noVotes, type Choice } from '#lib/formats/fund/jury/vote.ts';
import type { Application } from '#lib/formats/fund/application.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { applied, fundRound, type TestFund } from '../../fixture/fund.ts';
import {
	atMeeting,
	grant,
	juror,
	meetingWith,
	organisation,
	seen,
	voteOn
} from '../../fixture/fund-jury.ts';
import { claimsUa, openPdf } from '../../fixture/pdf.ts';

const bytesOf = async ({ body }: Download) =>
	new Uint8Array(await new Response(body).arrayBuffer());

type Held = Readonly<{ db: Db; fund: TestFund; ref: MeetingRef; member: AccountActor }>;

/** Cooking is granted (one juror excluded), the festival rejected after a failed grant, the garden postponed. */
async function held(secret: boolean): Promise<Held> {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, { potCents: 200_000 });
	const organisationId = await organisation(db);
	const [ada, bo] = [await juror(db, 'Ada Öztürk'), await juror(db, 'Bo Nguyen')];
	const member = await juror(db, 'Mira Verein', organisationId);
	const cooking = await applied(db, fund, { organisationId });
	const festival = await applied(db, fund, { title: 'Sommerfest' });
	const garden = await applied(db, fund, { title: 'Garten' });
	const all = [ada, bo, member];
	const ref = await meetingWith(db, fund, [cooking, festival, garden], all, { secret });
	const vote = async (application: Application, who: [AccountActor, Choice][], ballotRound = 1) => {
		for (const [juror, choice] of who)
			await castVote(db, juror, ref, { number: application.number!, ballotRound, choice });
		const at = await seen(db, ref, application);
		await closeVote(db, fund.office, ref, { ...at, papers: noVotes }, atMeeting);
	};
	await voteOn(db, fund, ref, cooking, {
		outcome: 'conditions',
		grantedCents: 80_000,
		conditions: 'Rezepte in drei Sprachen',
		reason: ''
	});
	await vote(cooking, [
		[ada, 'yes'],
		[bo, 'abstain']
	]);
	await voteOn(db, fund, ref, festival, grant(90_000));
	await vote(festival, [
		[ada, 'no'],
		[bo, 'no'],
		[member, 'yes']
	]);
	await voteOn(db, fund, ref, festival, {
		outcome: 'rejected',
		grantedCents: null,
		conditions: '',
		reason: 'Die Stadt zahlt es schon.'
	});
	await vote(
		festival,
		[
			[ada, 'yes'],
			[bo, 'yes']
		],
		2
	);
	await postponeItem(db, fund.office, ref, await seen(db, ref, garden));
	const { revision } = await meetingOf(db, ref);
	const notes = 'Nächste Sitzung im Mai.';
	await closeMeeting(db, fund.office, ref, { revision, notes }, new Date('2026-02-10T19:00:00Z'));
	return { db, fund, ref, member };
}

/** The text as read aloud: direction marks are no text, and where they stood a program sees a space. */
const plain = (texts: readonly string[]) =>
	texts
		.join(' ')
		.replace(/[\u2066-\u2069\u00ad]/gu, '')
		.replace(/\s+/gu, ' ')
		.replace(/ (?=[,.])/gu, '');

const german = { locale: 'de', author: 'Stadt Bielefeld' };

test('minutes tell who was there, who was excluded, what was proposed and how it was voted', async () => {
	const { db, fund, ref } = await held(false);
	const bytes = await bytesOf(await minutesPdf(db, fund.office, ref, german));
	const { texts, title, language, isTagged, roles } = await openPdf(bytes);
	expect({ title, language, isTagged }).toEqual({
		title: 'Niederschrift der Jurysitzung am 10. Februar 2026',
		language: 'de',
		isTagged: true
	});
	expect(claimsUa(bytes)).toBe(true);
	expect(roles).toEqual(expect.arrayContaining(['H1', 'H2', 'H3', 'Table']));
	const text = plain(texts);
	for (const told of [
		'3 von 3 Jurymitgliedern sind anwesend; beschlussfähig ab 2.',
		'TOP 1: Kochen auf dem Platz',
		'Ausgeschlossen wegen Befangenheit: Mira Verein',
		'Bewilligt mit Auflagen: 800,00 €',
		'Auflagen: Rezepte in drei Sprachen',
		'Anwesend und stimmberechtigt: 2 (beschlussfähig ab 2): Ada Öztürk und Bo Nguyen',
		'Offene Abstimmung: Ja: 1, Nein: 0, Enthaltung: 1',
		'Ja: Ada Öztürk',
		'Nein: Ada Öztürk und Bo Nguyen',
		'Nicht angenommen',
		'2. Abstimmung',
		'Begründung: Die Stadt zahlt es schon.',
		'Dieser Punkt ist vertagt.',
		'Nächste Sitzung im Mai.'
	])
		expect(text).toContain(told);
});

test('minutes of a secret vote name nobody’s choice; they are there in the reader’s language, too', async () => {
	const { db, fund, ref } = await held(true);
	const own = await openPdf(
		await bytesOf(await minutesPdf(db, fund.office, ref, { ...german, locale: 'ar' }))
	);
	expect(own.language).toBe('ar');
	const text = plain(
		(await openPdf(await bytesOf(await minutesPdf(db, fund.office, ref, german)))).texts
	);
	expect(text).toContain('Geheime Abstimmung: Ja: 1, Nein: 0, Enthaltung: 1');
	expect(text).not.toMatch(/(Ja|Nein|Enthaltung): (Ada|Bo|Mira)/);
});

test('the excluded juror’s copy is silent about that item', async () => {
	const { db, ref, member } = await held(false);
	const { texts } = await openPdf(await bytesOf(await minutesPdf(db, member, ref, german)));
	expect(plain(texts)).toContain('Sie sind wegen Befangenheit ausgeschlossen');
	expect(plain(texts)).not.toContain('Rezepte');
	expect(plain(texts)).toContain('TOP 2: Sommerfest');
});

test('the council gets the decisions with their sums and the pot before and after, as PDF and sheet', async () => {
	const { db, fund, ref } = await held(false);
	const pdf = await openPdf(await bytesOf(await decisionsPdf(db, fund.office, ref, german)));
	const text = plain(pdf.texts);
	for (const told of ['frei 2.000,00 €, bewilligt 800,00 €, danach frei 1.200,00 €', 'Abgelehnt'])
		expect(text).toContain(told);
	expect(text).not.toContain('Garten');
	const { sheets } = await readXlsx(
		await bytesOf(await decisionsWorkbook(db, fund.office, ref, { locale: 'de' }))
	);
	const rows = sheets[0]!.rows;
	expect(rows[1]!.slice(0, 7)).toEqual([
		1,
		'Kochgruppe Kesselbrink',
		'Kochen auf dem Platz',
		'Bewilligt mit Auflagen',
		900,
		800,
		'Rezepte in drei Sprachen'
	]);
	expect(rows.at(-1)!.slice(2, 6)).toEqual(['Frei nach der Sitzung', null, null, 1200]);
});

test('minutes are there once the meeting is closed', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const ref = await meetingWith(db, fund, [await applied(db, fund)], [await juror(db, 'Ada')]);
	await expect(minutesPdf(db, fund.office, ref, german)).rejects.toMatchObject({
		reason: 'meeting_not_closed'
	});
});

test('the agenda takes what is ready and on no other one, in the order of the office; jurors are invited in their language', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const organisationId = await organisation(db);
	await juror(db, 'Ada');
	const mira = await juror(db, 'Mira', organisationId);
	await db.updateTable('accounts').set({ locale: 'ar' }).where('id', '=', mira.accountId).execute();
	const [one, two, three] = [
		await applied(db, fund, { organisationId }),
		await applied(db, fund, { title: 'Sommerfest' }),
		await applied(db, fund, { title: 'Garten', state: 'inReview' })
	];
	const meeting = {
		title: '',
		heldAt: atMeeting,
		location: 'Stadtteilbüro',
		secret: false,
		quorum: 3
	};
	const call = async () => ({
		activityId: fund.activityId,
		...(await callMeeting(db, fund.office, fund.activityId, meeting))
	});
	const [ref, other] = [await call(), await call()];
	const add = (to: MeetingRef, revision: number, ...numbers: (number | null)[]) =>
		addToAgenda(db, fund.office, to, { revision, numbers: numbers.map((number) => number!) });
	await expect(add(ref, 0, three.number)).rejects.toMatchObject({ reason: 'not_ready' });
	await expect(add(ref, 0)).rejects.toMatchObject({ reason: 'nothing_chosen' });
	await add(ref, 0, one.number, two.number);
	await expect(add(other, 0, two.number)).rejects.toMatchObject({ reason: 'on_an_agenda' });
	await expect(add(ref, 0, two.number)).rejects.toMatchObject({ reason: 'changed_meanwhile' });
	const order = async () =>
		(await readMeeting(db, fund.office, ref)).items.map(({ number }) => number);
	await moveOnAgenda(db, fund.office, ref, { revision: 1, number: two.number!, by: 'up' });
	expect(await order()).toEqual([2, 1]);
	await moveOnAgenda(db, fund.office, ref, { revision: 2, number: two.number!, by: 'up' });
	expect(await order()).toEqual([2, 1]);
	expect(await inviteJurors(db, fund.office, ref, { revision: 3 }, 'https://p.example')).toBe(2);
	const mails = await db.selectFrom('mails').select(['subject', 'body']).execute();
	const [toAda, toMira] = ['Guten Tag Ada', 'مرحباً Mira'].map(
		(words) => mails.find(({ body }) => body.includes(words))!.body
	);
	expect(toAda).toContain('1. Sommerfest');
	expect(toAda).toContain('2. Kochen auf dem Platz');
	expect(toAda).toContain(
		`https://p.example/staff/fund/${ref.activityId}/meetings/${ref.meetingId}`
	);
	expect(toMira).toContain('/ar/staff/fund/');
	expect(toMira).not.toContain('Kochen');
	await removeFromAgenda(db, fund.office, ref, { revision: 4, number: two.number! });
	expect(await order()).toEqual([1]);
	await add(other, 0, two.number);
});

test('trying out decisions changes nothing', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, { potCents: 100_000 });
	await applied(db, fund);
	await applied(db, fund, { askedCents: 9_000 });
	const before = await db.selectFrom('fundApplications').selectAll().execute();
	const { suggested, wishes, hidden } = await readSimulation(db, fund.office, fund.activityId);
	expect([...suggested]).toEqual([
		[1, 90_000],
		[2, 9_000]
	]);
	expect({ wishes: wishes.length, hidden }).toEqual({ wishes: 2, hidden: 0 });
	expect(await db.selectFrom('fundApplications').selectAll().execute()).toEqual(before);
});

test('minutes of a closed meeting stay as they are, whatever accounts and applications become', async () => {
	const { db, fund, ref } = await held(false);
	const before = await readMinutes(db, fund.office, ref);
	await db
		.updateTable('accounts')
		.set({ displayName: 'Ada Neu' })
		.where('displayName', '=', 'Ada Öztürk')
		.execute();
	await db.deleteFrom('fundAttendance').execute();
	await db.updateTable('fundApplications').set({ title: 'Anders', askedCents: 1 }).execute();
	expect(await readMinutes(db, fund.office, ref)).toEqual(before);
	expect(before.attendance).toContainEqual({ name: 'Ada Öztürk', present: true });
});

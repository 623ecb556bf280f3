import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { system } from '#lib/access/actor.ts';
import { bindIndicator } from '#lib/core/indicators/bindings.server.ts';
import { bindFromCatalogue } from '#lib/core/indicators/from-catalogue.server.ts';
import type { Fact } from '#lib/core/indicators/facts.ts';
import { lineage } from '#lib/core/indicators/lineage.server.ts';
import { measure } from '#lib/core/indicators/measure.server.ts';
import { computeDraft, releaseObservation } from '#lib/core/indicators/observations.server.ts';
import { indicatorForPlanner } from '#lib/core/indicators/planner.server.ts';
import type { Definition } from '#lib/core/indicators/schema.ts';
import { definitionWords } from '#lib/core/indicators/definition-words.ts';
import { denominatorWords, sentenceOf } from '#lib/core/indicators/wording.ts';
import { measureWithIndicators } from '#lib/core/measures/reads.server.ts';
import { fundFacts } from '#lib/formats/fund/facts.server.ts';
import { endings, suggestFacts } from '#lib/formats/fund/suggest-facts.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { localDay } from '#lib/platform/local-time.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { ended, fundRound, revoked } from '../../fixture/fund.ts';
import { importTheCatalogue } from '../../fixture/lebenslagen.ts';
import { recount } from '../../fixture/recount.ts';
import { staff } from '../../fixture/town.ts';

const sources = [fundFacts];
const indicatorKey = '540-2.4c';
const past = { endsOn: '2026-06-30' };
const context = { k: 5, now: new Date('2026-11-26T10:00:00Z'), sources, staleAfter: 0 };

const told = async (db: Db, kind: string) =>
	(
		await sql<Fact>`select * from (${fundFacts.query(db)}) f where kind = ${kind}
			order by outcome, occurred_on`.execute(db)
	).rows;

/** Ten applications whose period is over, five of them granted, three completed with success; and what is not over. */
async function aYear(db: Db) {
	const fund = await fundRound(db);
	const closed = (succeeded: boolean | null, closedOn = '2026-09-01') =>
		ended(db, fund, { state: 'closed', ...past, set: { succeeded, closedOn } });
	for (let n = 0; n < 3; n++) await closed(true);
	await closed(false);
	await ended(db, fund, { state: 'proofSubmitted', ...past });
	for (let n = 0; n < 3; n++)
		await ended(db, fund, { state: 'notified', outcome: 'rejected', ...past });
	await ended(db, fund, { state: 'withdrawn', outcome: null, ...past });
	await ended(db, fund, { state: 'inReview', outcome: null, ...past });
	const later = { endsOn: '2099-06-30' };
	await ended(db, fund, { state: 'running', ...later });
	await ended(db, fund, { state: 'closed', ...later, set: { succeeded: true } });
	await ended(db, fund, { state: 'notified', outcome: 'rejected', ...later });
	await db.insertInto('fundApplications').values({ activityId: fund.activityId }).execute();
	return fund;
}

const shareOf = (kind: string): Definition => ({
	facts: { format: 'fund', kinds: [kind] },
	filter: { finalOnly: true },
	metric: { operation: 'share', of: 'contributions', numerator: { outcomes: ['succeeded'] } }
});

test('the share is exact for both denominators, and only about projects whose period is over', async () => {
	const { db } = await freshDatabase();
	await aYear(db);
	expect(await measure(db, sources, shareOf('fundedProject'))).toMatchObject({
		value: 60,
		numerator: 3,
		denominator: 5,
		people: 0
	});
	expect(await measure(db, sources, shareOf('appliedProject'))).toMatchObject({
		value: 30,
		numerator: 3,
		denominator: 10
	});
	const all = shareOf('fundedProject');
	expect(await measure(db, sources, { ...all, filter: { finalOnly: false } })).toMatchObject({
		numerator: 4,
		denominator: 7
	});
	const decided = { finalOnly: true, outcomes: ['succeeded', 'notSucceeded', 'revoked'] };
	expect(await measure(db, sources, { ...all, filter: decided })).toMatchObject({
		value: 75,
		denominator: 4
	});
	const nextYear = { finalOnly: true, from: '2027-01-01' };
	expect(await measure(db, sources, { ...all, filter: nextYear })).toMatchObject({ value: null });
});

test('a period that ends today is not over; one that ended yesterday is', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const day = (offset: number) => localDay(new Date(Date.now() + offset * 86_400_000));
	await ended(db, fund, { state: 'running', endsOn: day(0) });
	await ended(db, fund, { state: 'running', endsOn: day(-1) });
	await ended(db, fund, { state: 'running', set: { endsOn: null } });
	expect((await told(db, 'fundedProject')).map(({ final }) => final).sort()).toEqual([
		false,
		false,
		true
	]);
});

test('submitted, granted, completed and completed with success are counted each on its own day', async () => {
	const { db } = await freshDatabase();
	await aYear(db);
	const count = async (kind: string, outcomes?: string[]) =>
		(
			await measure(db, sources, {
				facts: { format: 'fund', kinds: [kind] },
				filter: { finalOnly: true, ...(outcomes && { outcomes }) },
				metric: { operation: 'count' }
			})
		).value;
	expect(await count('application')).toBe(13);
	expect(await count('grant')).toBe(7);
	expect(await count('completedGrant')).toBe(5);
	expect(await count('completedGrant', ['succeeded'])).toBe(4);
	expect((await told(db, 'application'))[0]).toMatchObject({
		occurredOn: '2026-01-15',
		value: 900
	});
	expect((await told(db, 'grant'))[0]).toMatchObject({ occurredOn: '2026-02-12', value: 500 });
	expect((await told(db, 'completedGrant'))[0]).toMatchObject({ occurredOn: '2026-09-01' });
});

test('every ending has a name: what was revoked stays revoked, also when it is settled', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const settled = await ended(db, fund, { state: 'closed', set: { succeeded: true } });
	await revoked(db, settled.applicationId);
	for (const shape of [
		{ state: 'revoked' },
		{ state: 'closed', set: { succeeded: true } },
		{ state: 'closed', set: { succeeded: false } },
		{ state: 'closed' },
		{ state: 'reclaimed' },
		{ state: 'withdrawn' },
		{ state: 'lapsed' },
		{ state: 'proofQueried' },
		{ state: 'notified', outcome: 'rejected' },
		{ state: 'decided' },
		{ state: 'decided', outcome: 'deferred' }
	] as const)
		await ended(db, fund, shape);
	const outcomesOf = async (kind: string) =>
		(await told(db, kind)).map(({ outcome }) => outcome!).sort();
	const granted = ['lapsed', 'notSucceeded', 'open', 'reclaimed', 'revoked', 'revoked'];
	expect(await outcomesOf('fundedProject')).toEqual([
		...granted,
		'settled',
		'succeeded',
		'withdrawn'
	]);
	const applied = await outcomesOf('appliedProject');
	expect(applied).toHaveLength(12);
	expect(applied.filter((one) => one === 'undecided')).toHaveLength(2);
	expect([...new Set(applied)].sort()).toEqual([...endings].sort());
	expect(await outcomesOf('completedGrant')).toEqual(['notSucceeded', 'settled', 'succeeded']);
});

test('the engine counts them as a person with the list in hand would', async () => {
	const { db } = await freshDatabase();
	await aYear(db);
	const places = (
		await db.selectFrom('places').select(['id', 'kind', 'parentId', 'structure']).execute()
	).map(({ structure: _, ...place }) => place);
	const facts = (await sql<Fact>`select * from (${fundFacts.query(db)}) f`.execute(db)).rows;
	for (const definition of [
		shareOf('fundedProject'),
		shareOf('appliedProject'),
		{ ...shareOf('appliedProject'), filter: { finalOnly: true, place: 'bielefeld-mitte' } },
		{ ...shareOf('grant'), metric: { operation: 'mean' } as const }
	])
		expect(await measure(db, sources, definition)).toMatchObject(
			recount(facts, definition, places)
		);
});

test('the catalogue leaves the denominator open, so nothing is bound before planning has chosen', async () => {
	const { db } = await freshDatabase();
	await importTheCatalogue(db);
	const planner = await staff(db, 'planner', ['bielefeld']);
	const { suggestions, binding } = await indicatorForPlanner(db, planner, indicatorKey, context);
	expect(binding).toBeNull();
	expect(suggestions).toEqual([shareOf('fundedProject'), shareOf('appliedProject')]);
	await expect(bindFromCatalogue(db, system, sources, { indicatorKey })).rejects.toMatchObject({
		reason: 'no_suggestion'
	});
	const fed = { format: 'fund', label: '', unit: null, per: null, target: null };
	const counted = (note: string) => suggestFacts({ ...fed, metric: 'count', note });
	expect(counted('Eingereichte Anträge')).toEqual([{ kind: 'application' }]);
	expect(counted('Anträge mit Status „bewilligt“')).toEqual([{ kind: 'grant' }]);
	expect(counted('abgeschlossene Projekte')).toEqual([{ kind: 'completedGrant' }]);
	expect(suggestFacts({ ...fed, metric: 'mean', note: '' })).toEqual([]);
});

test('540-2.4c is released with the denominator in words, though few are behind it, and is traceable', async () => {
	const { db } = await freshDatabase();
	await importTheCatalogue(db);
	const fund = await aYear(db);
	const planner = await staff(db, 'planner', ['bielefeld']);
	for (const [kind, value, words] of [
		['appliedProject', 30, 'alle eingereichten Anträge'],
		['fundedProject', 60, 'alle bewilligten Projekte']
	] as const) {
		const expected = kind === 'appliedProject' ? null : 1;
		await bindIndicator(db, system, sources, { indicatorKey, definition: shareOf(kind), expected });
		const draftId = await computeDraft(db, system, sources, indicatorKey);
		await releaseObservation(db, system, sources, draftId, context.k);
		const { indicators } = await measureWithIndicators(db, '540-2', context);
		const shown = indicators.find(({ key }) => key === indicatorKey)!;
		expect(shown).toMatchObject({
			current: { value, withheld: null },
			data: 'released',
			goal: 'notYet'
		});
		expect(sentenceOf(shown.current!, 'de')).toContain(words);
		expect(definitionWords(shown.current!.definition!, 'de').join()).toContain('Anteil');
		const { contributions } = await lineage(db, planner, draftId);
		expect(contributions.filter(({ counts }) => counts)).toHaveLength(
			kind === 'fundedProject' ? 5 : 10
		);
		expect(contributions.every(({ activityId }) => activityId === fund.activityId)).toBe(true);
		const ids = await db.selectFrom('fundApplications').select('id').execute();
		expect(ids.map(({ id }) => id)).not.toContain(contributions[0]!.contribution);
	}
});

test('a share that counts running projects too, or some endings only, says that instead', () => {
	const said = (filter: Definition['filter']) =>
		denominatorWords({ ...shareOf('fundedProject'), filter }, 'de');
	expect(said({ finalOnly: false })).toEqual([
		'Bezugsgröße: alle bewilligten Projekte, auch laufende.'
	]);
	expect(said({ finalOnly: true, outcomes: ['succeeded', 'revoked'] })).toEqual([
		'Bezugsgröße: alle bewilligten Projekte, deren Zeitraum vorbei ist.',
		'Davon zählt nur, was so ausging: mit Erfolg abgeschlossen, widerrufen.'
	]);
	expect(denominatorWords({ ...shareOf('answer') }, 'de')).toEqual([]);
	const named = endings.map((ending) => said({ finalOnly: true, outcomes: [ending] })[1]!);
	for (const [index, text] of named.entries()) expect(text).not.toContain(`: ${endings[index]}.`);
});

test('facts are joined, not looked up one by one: the plan for many rounds has no scan inside a loop', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	await ended(db, fund, { state: 'running' });
	await sql`insert into fund_applications (activity_id, number, version, state, outcome, granted_cents, asked_cents, ends_on, submitted_on, applicant_kind)
		select ${fund.activityId}, 1000 + n, 1, 'running', 'granted', 100, 100, '2026-06-30', '2026-01-01', 'group'
		from generate_series(1, 5000) n`.execute(db);
	await sql`insert into fund_steps (application_id, step, from_state, to_state, taken_as)
		select id, case when number % 50 = 0 then 'revoke' else 'begin' end, 'notified', 'running', 'office' from fund_applications`.execute(
		db
	);
	await sql`analyze`.execute(db);
	const { rows } = await sql<
		Record<string, string>
	>`explain select count(*) from (${fundFacts.query(db)}) f
		where kind = 'fundedProject' and final`.execute(db);
	const plan = rows.map((row) => Object.values(row)[0]!).join('\n');
	expect(plan).not.toMatch(/SubPlan[^]*?Seq Scan on fund_steps/);
	expect(await measure(db, sources, shareOf('fundedProject'))).toMatchObject({ denominator: 5001 });
});

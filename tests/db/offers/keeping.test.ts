import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { historyFilterSchema, readHistory } from '#lib/core/history/reads.server.ts';
import { archiveOffer, restoreOffer } from '#lib/core/offers/archive.server.ts';
import { checkOffer, takeCheckBack } from '#lib/core/offers/checks.server.ts';
import { noFilter } from '#lib/core/offers/filter.ts';
import {
	keptAtPlaces,
	keptByOrganisation,
	publicOffer,
	publicOffers
} from '#lib/core/offers/reads.server.ts';
import { changeOffer, createOffer } from '#lib/core/offers/writes.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { neighbours, offerInput, refusal, townWithOffer } from '../../fixture/offers.ts';
import { staff } from '../../fixture/town.ts';

const days = 86_400;
/** From now on no entry of the history can be written. */
async function historyFails(db: Db): Promise<void> {
	await sql`create function refuse_entry() returns trigger language plpgsql
		as $$ begin raise exception 'the history is full'; end $$`.execute(db);
	await sql`create trigger refuse_entry before insert on history
		for each row execute function refuse_entry()`.execute(db);
}

describe('an offer', () => {
	test('is public as soon as a member has entered it, with its owner and today as last check', async () => {
		const { db, offerId, organisation } = await townWithOffer();
		expect(await publicOffer(db, offerId)).toMatchObject({
			organisationId: organisation.id,
			organisation: 'Nachbarschaftshaus',
			organisationHasPage: false,
			place: 'Kesselbrink',
			name: { de: 'Sprachcafé', en: 'Language café' },
			phone: '0521 51-0',
			website: 'https://nachbarn.example/',
			languages: ['de', 'ar'],
			lastCheckedOn: '2026-11-21'
		});
	});

	test('of two who save at once the second is told, and nothing of theirs is written', async () => {
		const { means, offerId, organisation } = await townWithOffer();
		const save = (de: string) =>
			refusal(
				changeOffer(means, organisation.member, offerId, offerInput({ name: { de } }), {
					seen: 1,
					checked: false
				})
			);
		expect((await Promise.all([save('Eins'), save('Zwei')])).sort()).toEqual([
			'changed_meanwhile',
			'done'
		]);
		const kept = await keptByOrganisation(means.db, organisation.member, organisation.id);
		expect(kept).toMatchObject([{ version: 2 }]);
	});

	test('saved by a double tap is one offer, and the second tap leads to the first', async () => {
		const { db, means, organisation } = await townWithOffer();
		const { member, id } = organisation;
		const key = crypto.randomUUID();
		const save = (clientKey: string, organisationId = id) =>
			createOffer(means, member, organisationId, offerInput({ name: { de: 'Chor' } }), clientKey);
		const [first, second] = await Promise.all([save(key), save(key)]);
		expect(second).toBe(first);
		expect(await save(key)).toBe(first);
		expect(await publicOffers(db, { ...noFilter, text: 'chor' })).toHaveLength(1);
		await save('no key');
		await save('no key');
		expect(await publicOffers(db, { ...noFilter, text: 'chor' })).toHaveLength(3);
		const entries = await db
			.selectFrom('history')
			.select('id')
			.where('action', '=', 'offer.created')
			.where('subjectId', '=', first)
			.execute();
		expect(entries).toHaveLength(1);
	});

	test('a version that is none counts as stale', async () => {
		const { means, offerId, organisation } = await townWithOffer();
		for (const typed of ['abc', '', '1.5', '-1', '99999999999', 'Infinity']) {
			const save = changeOffer(means, organisation.member, offerId, offerInput(), {
				seen: seenVersion(typed),
				checked: false
			});
			expect(await refusal(save), typed).toBe('changed_meanwhile');
		}
	});

	test('each step is in the history once, with its name and place', async () => {
		const { db, means, offerId, organisation } = await townWithOffer();
		const { member } = organisation;
		await changeOffer(means, member, offerId, offerInput(), { seen: 1, checked: false });
		await checkOffer(means, member, offerId, 2);
		await archiveOffer(means, member, offerId);
		await archiveOffer(means, member, offerId);
		await restoreOffer(means, member, offerId);
		await refusal(changeOffer(means, member, offerId, offerInput(), { seen: 1, checked: true }));
		const entries = await db
			.selectFrom('history')
			.select(['action', 'subjectId', 'placeId', 'actorId', 'detail'])
			.where('subjectKind', '=', 'offer')
			.orderBy('id')
			.execute();
		expect(entries.map(({ action }) => action)).toEqual([
			'offer.created',
			'offer.changed',
			'offer.checked',
			'offer.archived',
			'offer.restored'
		]);
		for (const entry of entries)
			expect(entry).toMatchObject({
				subjectId: offerId,
				placeId: 'bielefeld-kesselbrink',
				actorId: member.accountId,
				detail: { organisationId: organisation.id, title: { de: 'Sprachcafé' } }
			});
	});

	test('where the history cannot be written nothing else is stored', async () => {
		const { db, means, wait, offerId, organisation } = await townWithOffer();
		const { member, id } = organisation;
		const archivedId = await createOffer(means, member, id, offerInput());
		await archiveOffer(means, member, archivedId);
		wait(days);
		await checkOffer(means, member, offerId, 1);
		wait(days);
		const stored = () => db.selectFrom('offers').selectAll().orderBy('id').execute();
		const before = await stored();
		await historyFails(db);
		const works: Record<string, () => Promise<unknown>> = {
			create: () => createOffer(means, member, id, offerInput()),
			change: () =>
				changeOffer(means, member, offerId, offerInput({ free: false }), {
					seen: 1,
					checked: true
				}),
			check: () => checkOffer(means, member, offerId, 1),
			'take the check back': () => takeCheckBack(means, member, offerId),
			archive: () => archiveOffer(means, member, offerId),
			restore: () => restoreOffer(means, member, archivedId)
		};
		for (const [what, work] of Object.entries(works)) {
			await expect(work(), what).rejects.toThrow('the history is full');
			expect(await stored(), what).toEqual(before);
		}
	});

	test('administrators read in the audit trail what it is called now', async () => {
		const { db, means, offerId, organisation, chief } = await townWithOffer();
		const renamed = offerInput({ name: { de: 'Erzählcafé' } });
		await changeOffer(means, organisation.member, offerId, renamed, { seen: 1, checked: false });
		const filter = historyFilterSchema.parse({ area: 'offers' });
		const { rows } = await readHistory(db, chief.actor, filter);
		expect(rows).toHaveLength(2);
		for (const row of rows)
			expect(row).toMatchObject({ subjectTitle: { de: 'Erzählcafé' }, subjectStands: true });
	});

	test.for([
		[{ placeId: 'atlantis' }, { placeId: 'unknown_choice' }],
		[{ placeId: 'bielefeld\0' }, { placeId: 'unknown_choice' }],
		[{ name: { de: '' } }, { 'name.de': 'missing' }],
		[{ website: 'javascript:alert(1)' }, { website: 'not_a_website' }],
		[{ email: 'cafe' }, { email: 'not_an_email' }]
	] as const)('%o is refused at its field', async ([different, fields]) => {
		const { means, organisation } = await townWithOffer();
		const work = createOffer(means, organisation.member, organisation.id, offerInput(different));
		await expect(work).rejects.toMatchObject({ kind: 'invalid', fields });
	});
});

test('staff see the offers of their places only, the longest unchecked first and archived ones last', async () => {
	const { db, means, wait, organisation } = await townWithOffer();
	const { member, id } = organisation;
	const enter = (de: string, placeId = 'bielefeld-mitte') =>
		createOffer(means, member, id, offerInput({ name: { de }, placeId }));
	wait(days);
	await enter('Zweites');
	await archiveOffer(means, member, await enter('Weggelegt'));
	await enter('Anderswo', 'bielefeld-heepen');
	const moderator = await staff(db, 'moderator', ['bielefeld-mitte', 'bielefeld-kesselbrink']);
	const names = (await keptAtPlaces(db, moderator)).map(({ name }) => name['de']);
	expect(names).toEqual(['Sprachcafé', 'Zweites', 'Weggelegt']);
	const juror = await staff(db, 'juror', ['bielefeld-mitte']);
	expect(await refusal(keptAtPlaces(db, juror))).toBe('not_allowed');
	const other = await neighbours(means, 'Andere');
	expect(await refusal(keptByOrganisation(db, other.manager, id))).toBe('not_allowed');
});

test('who checked is told only to those who may change the offer', async () => {
	const { db, means, organisation } = await townWithOffer();
	const { member, id } = organisation;
	await createOffer(means, member, id, offerInput({ placeId: 'bielefeld-heepen' }));
	const around = await staff(db, 'moderator', ['bielefeld-mitte', 'bielefeld-kesselbrink']);
	const whoChecked = async (actor: typeof member) =>
		Object.fromEntries(
			(await keptByOrganisation(db, actor, id)).map(({ placeId, checkedBy }) => [
				placeId,
				checkedBy
			])
		);
	expect(await whoChecked(around)).toEqual({
		'bielefeld-kesselbrink': member.displayName,
		'bielefeld-heepen': null
	});
	expect(await whoChecked(member)).toEqual({
		'bielefeld-kesselbrink': member.displayName,
		'bielefeld-heepen': member.displayName
	});
});

test('the database itself refuses half a point, no German name and an unknown kind', async () => {
	const { db, offerId } = await townWithOffer();
	const set = (values: object) =>
		db.updateTable('offers').set(values).where('id', '=', offerId).execute();
	await expect(set({ lng: null })).rejects.toThrow('check constraint');
	await expect(set({ name: JSON.stringify({ en: 'Only' }) })).rejects.toThrow('check constraint');
	await expect(set({ kind: 'casino' })).rejects.toThrow('check constraint');
	await expect(set({ website: 'http://a.example' })).rejects.toThrow('check constraint');
});

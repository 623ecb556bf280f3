import { describe, expect, test } from 'vitest';
import { historyFilterSchema, readHistory } from '#lib/core/history/reads.server.ts';
import { keptAtPlaces, keptByOrganisation, publicOffer } from '#lib/core/offers/reads.server.ts';
import {
	archiveOffer,
	changeOffer,
	checkOffer,
	createOffer,
	restoreOffer
} from '#lib/core/offers/writes.server.ts';
import { archiveOrganisation } from '#lib/core/people/organisations/writes.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { neighbours, offerInput, townWithOffer } from '../../fixture/offers.ts';
import { staff } from '../../fixture/town.ts';

const days = 86_400;
const refusal = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(error: unknown) => (error instanceof Refusal ? error.reason : Promise.reject(error))
	);

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

	test('a change does not count as a check unless somebody says so', async () => {
		const { db, means, wait, offerId, organisation } = await townWithOffer();
		wait(3 * days);
		const renamed = offerInput({ name: { de: 'Erzählcafé' } });
		const change = (seen: number, checked: boolean) =>
			changeOffer(means, organisation.manager, offerId, renamed, { seen, checked });
		await change(1, false);
		expect(await publicOffer(db, offerId)).toMatchObject({
			name: { de: 'Erzählcafé' },
			lastCheckedOn: '2026-11-21'
		});
		await change(2, true);
		expect((await publicOffer(db, offerId)).lastCheckedOn).toBe('2026-11-24');
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

	test('“checked today” names the day and who looked', async () => {
		const { db, means, wait, offerId, organisation, chief } = await townWithOffer();
		wait(200 * days);
		await checkOffer(means, chief.actor, offerId);
		expect(await keptByOrganisation(db, organisation.member, organisation.id)).toMatchObject([
			{ lastCheckedOn: '2027-06-09', checkedBy: chief.actor.displayName, version: 1 }
		]);
	});

	test('archived it is nowhere, can be neither changed nor checked, and comes back as it was', async () => {
		const { db, means, offerId, organisation } = await townWithOffer();
		const { member } = organisation;
		await archiveOffer(means, member, offerId);
		await archiveOffer(means, member, offerId);
		expect(await refusal(publicOffer(db, offerId))).toBe('offer_unknown');
		expect(await refusal(checkOffer(means, member, offerId))).toBe('archived');
		const change = changeOffer(means, member, offerId, offerInput(), { seen: 1, checked: true });
		expect(await refusal(change)).toBe('archived');
		await restoreOffer(means, member, offerId);
		expect((await publicOffer(db, offerId)).lastCheckedOn).toBe('2026-11-21');
	});

	test('goes from sight with its organisation, which then enters no new one', async () => {
		const { db, means, offerId, organisation, chief } = await townWithOffer();
		await archiveOrganisation(means, chief.actor, organisation.id);
		expect(await refusal(publicOffer(db, offerId))).toBe('offer_unknown');
		const more = createOffer(means, organisation.member, organisation.id, offerInput());
		expect(await refusal(more)).toBe('organisation_archived');
	});

	test('each step is in the history once, with its name and place, in the same transaction', async () => {
		const { db, means, offerId, organisation } = await townWithOffer();
		const { member } = organisation;
		await changeOffer(means, member, offerId, offerInput(), { seen: 1, checked: false });
		await checkOffer(means, member, offerId);
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
		[{ name: { de: '' } }, { 'name.de': 'missing' }],
		[{ website: 'javascript:alert(1)' }, { website: 'not_a_website' }],
		[{ email: 'cafe' }, { email: 'not_an_email' }]
	] as const)('%o is refused at its field', async ([different, fields]) => {
		const { means, organisation } = await townWithOffer();
		const work = createOffer(means, organisation.member, organisation.id, offerInput(different));
		await expect(work).rejects.toMatchObject({ kind: 'invalid', fields });
	});

	test('a point far from its place is refused: latitude and longitude were swapped', async () => {
		const { db, means, organisation } = await townWithOffer();
		await db
			.updateTable('places')
			.set({ lat: 52.02, lng: 8.53 })
			.where('id', '=', 'bielefeld')
			.execute();
		const swapped = offerInput({ lat: '8.5395', lng: '52.0245' });
		const work = createOffer(means, organisation.member, organisation.id, swapped);
		await expect(work).rejects.toMatchObject({ fields: { lat: 'point_far' } });
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

test('the database itself refuses half a point, no German name and an unknown kind', async () => {
	const { db, offerId } = await townWithOffer();
	const set = (values: object) =>
		db.updateTable('offers').set(values).where('id', '=', offerId).execute();
	await expect(set({ lng: null })).rejects.toThrow('check constraint');
	await expect(set({ name: JSON.stringify({ en: 'Only' }) })).rejects.toThrow('check constraint');
	await expect(set({ kind: 'casino' })).rejects.toThrow('check constraint');
	await expect(set({ website: 'http://a.example' })).rejects.toThrow('check constraint');
});

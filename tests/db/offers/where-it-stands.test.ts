import { describe, expect, test } from 'vitest';
import { noFilter } from '#lib/core/offers/filter.ts';
import { newOfferForm } from '#lib/core/offers/form-page.server.ts';
import { publicOffer, publicOffers } from '#lib/core/offers/reads.server.ts';
import { changeOffer, createOffer } from '#lib/core/offers/writes.server.ts';
import { offerInput, townWithOffer } from '../../fixture/offers.ts';
import { staff } from '../../fixture/town.ts';

const noTiles = { tileUrl: null, tileAttribution: '' };

describe('an offer', () => {
	test('stands in the city of its organisation and nowhere else, whoever enters it', async () => {
		const { db, means, offerId, organisation } = await townWithOffer();
		await db
			.insertInto('places')
			.values([
				{ id: 'herford', name: 'Herford', kind: 'city' },
				{ id: 'herford-markt', name: 'Markt', kind: 'square', parentId: 'herford' }
			])
			.execute();
		const both = await staff(db, 'moderator', ['bielefeld-kesselbrink', 'herford-markt']);
		const outside = { kind: 'invalid', fields: { placeId: 'place_elsewhere' } };
		const there = offerInput({ placeId: 'herford-markt' });
		for (const actor of [organisation.member, organisation.manager, both]) {
			await expect(createOffer(means, actor, organisation.id, there)).rejects.toMatchObject(
				outside
			);
			await expect(
				changeOffer(means, actor, offerId, there, { seen: 1, checked: false })
			).rejects.toMatchObject(outside);
			const form = await newOfferForm({ ...means, config: noTiles }, actor, organisation.id);
			expect(form.places.map(({ id }) => id)).not.toContain('herford-markt');
		}
		expect(await publicOffers(db, noFilter)).toMatchObject([{ placeId: 'bielefeld-kesselbrink' }]);
	});

	test('of an organisation that belongs to no single place may stand anywhere', async () => {
		const { db, means, organisation } = await townWithOffer();
		await db
			.updateTable('organisations')
			.set({ placeId: null })
			.where('id', '=', organisation.id)
			.execute();
		await db
			.insertInto('places')
			.values({ id: 'herford', name: 'Herford', kind: 'city' })
			.execute();
		const there = offerInput({ placeId: 'herford' });
		const id = await createOffer(means, organisation.member, organisation.id, there);
		expect((await publicOffer(db, id)).placeId).toBe('herford');
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

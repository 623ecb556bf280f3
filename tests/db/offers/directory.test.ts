import { expect, test } from 'vitest';
import { answerOffers } from '#lib/core/offers/answer-geojson.server.ts';
import { directoryPage } from '#lib/core/offers/directory.server.ts';
import { noFilter, type OfferFilter } from '#lib/core/offers/filter.ts';
import { offerCollectionSchema } from '#lib/core/offers/geojson.ts';
import { publicOffers } from '#lib/core/offers/reads.server.ts';
import { createOffer } from '#lib/core/offers/writes.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { offerInput, townWithOffer } from '../../fixture/offers.ts';

/** The language café on the square, free; lunch in the district for money; a run in another district, free. */
async function threeOffers() {
	const town = await townWithOffer();
	const { means, organisation } = town;
	const enter = (different: Parameters<typeof offerInput>[0]) =>
		createOffer(means, organisation.member, organisation.id, offerInput(different));
	await enter({
		name: { de: 'Mittagstisch', ar: 'غداء' },
		description: { de: '50 % mit dem Bielefeld-Pass' },
		address: 'Straße_am_Park',
		kind: 'food',
		placeId: 'bielefeld-mitte',
		free: false,
		lat: '52.03',
		lng: '8.54'
	});
	await enter({
		name: { de: 'Lauftreff' },
		kind: 'sport',
		placeId: 'bielefeld-heepen',
		lat: '',
		lng: ''
	});
	return town;
}

const found = async (db: Db, filter: Partial<OfferFilter>) =>
	(await publicOffers(db, { ...noFilter, ...filter })).map(({ name }) => name['de']);

test('everybody finds offers by kind, place with everything below it, and whether they cost something', async () => {
	const { db } = await threeOffers();
	expect(await found(db, {})).toEqual(['Lauftreff', 'Mittagstisch', 'Sprachcafé']);
	expect(await found(db, { kinds: ['food', 'sport'] })).toEqual(['Lauftreff', 'Mittagstisch']);
	expect(await found(db, { placeId: 'bielefeld-mitte' })).toEqual(['Mittagstisch', 'Sprachcafé']);
	expect(await found(db, { placeId: 'bielefeld-kesselbrink' })).toEqual(['Sprachcafé']);
	expect(await found(db, { placeId: 'atlantis' })).toEqual([]);
	expect(await found(db, { free: true })).toEqual(['Lauftreff', 'Sprachcafé']);
	expect(await found(db, { free: true, placeId: 'bielefeld-mitte' })).toEqual(['Sprachcafé']);
});

test('words are found in every language, without accents and umlauts, in any order', async () => {
	const { db } = await threeOffers();
	expect(await found(db, { text: 'sprachcafe' })).toEqual(['Sprachcafé']);
	expect(await found(db, { text: 'tee LANGUAGE' })).toEqual(['Sprachcafé']);
	expect(await found(db, { text: 'غداء' })).toEqual(['Mittagstisch']);
	expect(await found(db, { text: 'strasse' })).toEqual(['Mittagstisch']);
	expect(await found(db, { text: 'Nachbarschaftshaus heepen' })).toEqual(['Lauftreff']);
	expect(await found(db, { text: 'schwimmen' })).toEqual([]);
});

test('nothing that somebody types is a pattern or a piece of SQL', async () => {
	const { db } = await threeOffers();
	expect(await found(db, { text: '%' })).toEqual(['Mittagstisch']);
	expect(await found(db, { text: '_' })).toEqual(['Mittagstisch']);
	for (const text of ['S%é', 'Sprachcaf_', '.*', "' or true --", '\\', 'de"'])
		expect(await found(db, { text }), text).toEqual([]);
});

test('an offer is called overdue from the 181st day on', async () => {
	const { db, means, wait } = await townWithOffer();
	const overdue = async () => {
		const query = new URLSearchParams();
		const page = { query, page: 1, now: means.clock(), locale: 'de' };
		const { cards } = await directoryPage(db, { tileUrl: null, tileAttribution: '' }, page);
		return cards.map((card) => card.overdue);
	};
	wait(180 * 86_400);
	expect(await overdue()).toEqual([false]);
	wait(86_400);
	expect(await overdue()).toEqual([true]);
});

test('list and map show the same offers; one without a point is in the list and is counted there', async () => {
	const { db, means } = await threeOffers();
	const page = { query: new URLSearchParams(), page: 1, now: means.clock(), locale: 'en' };
	const { cards, total, listOnly, picture, frame, kinds } = await directoryPage(
		db,
		{ tileUrl: null, tileAttribution: '' },
		page
	);
	expect([cards.length, total, listOnly]).toEqual([3, 3, 1]);
	const drawn = picture!.points.reduce((sum, { name }) => sum + Number(name), 0);
	expect(drawn).toBe(2);
	expect(kinds).toEqual(['language', 'food', 'sport']);
	expect(frame!.features).toContain('locale=en');
});

test('an empty directory and one without points have no map', async () => {
	const { db, means } = await threeOffers();
	const query = new URLSearchParams('kind=sport');
	const page = { query, page: 1, now: means.clock(), locale: 'de' };
	const { cards, frame } = await directoryPage(db, { tileUrl: null, tileAttribution: '' }, page);
	expect(cards).toHaveLength(1);
	expect(frame).toBeNull();
});

test('programs read the offers of a box as GeoJSON in their language, and are told what is wrong', async () => {
	const { db } = await threeOffers();
	const ask = (query: string) =>
		answerOffers(new Request(`https://palaver.example/api/v1/offers.geojson${query}`), db);
	const answer = await ask('?locale=en');
	expect(answer.headers.get('content-type')).toBe('application/geo+json');
	const all = offerCollectionSchema.parse(await answer.json());
	expect(all.total).toBe(2);
	const cafe = all.features.find(({ properties }) => properties.category === 'language')!;
	expect(cafe.properties).toMatchObject({ title: 'Language café', lang: 'en', free: true });
	expect(cafe.geometry.coordinates).toEqual([8.5395, 52.0245]);
	const box = await (await ask('?bbox=8.5395,52.0245,8.5396,52.0246&zoom=12&cells=whole')).json();
	expect(box).toMatchObject({ total: 1, features: [{ properties: { title: 'Sprachcafé' } }] });
	expect(await (await ask('?q=mittag')).json()).toMatchObject({ total: 1 });
	expect(await (await ask('?place=%00')).json()).toMatchObject({ total: 2 });
	const wrong = await ask('?bbox=1,2,3&locale=ar');
	expect(wrong.status).toBe(400);
	expect(await wrong.json()).toMatchObject({ reason: 'bbox_malformed' });
});

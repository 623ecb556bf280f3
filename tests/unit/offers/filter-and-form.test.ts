import { expect, test } from 'vitest';
import { filterOf, isFiltered, noFilter, queryOf } from '#lib/core/offers/filter.ts';
import { formOf, inputOf, typedOffer } from '#lib/core/offers/offer-form.ts';
import { offerSchema } from '#lib/core/offers/schema.ts';
import { filterOf as ideaFilterOf } from '#lib/formats/ideas/filter.ts';
import { parse } from '#lib/platform/parse.ts';
import { offerInput } from '../../fixture/offers.ts';

test('a filter comes back from the address that it is written into', () => {
	const filter = { text: 'café', kinds: ['food', 'sport'], placeId: 'mitte', free: true } as const;
	expect(filterOf(queryOf(filter))).toEqual(filter);
	expect(isFiltered(filter)).toBe(true);
	expect(isFiltered(filterOf(new URLSearchParams()))).toBe(false);
});

test('what makes no sense in an address does not limit', () => {
	const query = new URLSearchParams('kind=casino&kind=food&kind=food&free=perhaps&q=%00%20');
	expect(filterOf(query)).toEqual({ ...noFilter, kinds: ['food'] });
});

test('a place that cannot be one never reaches the database, whoever filters by it', () => {
	for (const place of ['%00', 'a%00b', 'Mitte', '-a', 'a--b', '%27', 'a'.repeat(201), '']) {
		const query = new URLSearchParams(`place=${place}`);
		expect(filterOf(query), place).toEqual(noFilter);
		expect(ideaFilterOf(query).placeId, place).toBeNull();
	}
	const query = new URLSearchParams('place=bielefeld-mitte');
	expect([filterOf(query).placeId, ideaFilterOf(query).placeId]).toEqual([
		'bielefeld-mitte',
		'bielefeld-mitte'
	]);
});

test('an empty form says at its fields what is missing', () => {
	const told = (different: object) => {
		try {
			parse(offerSchema, { ...offerInput(), ...different });
			return null;
		} catch (error) {
			return (error as { fields: object }).fields;
		}
	};
	expect(told({})).toBeNull();
	expect(told({ kind: '', placeId: '' })).toEqual({ kind: 'missing', placeId: 'missing' });
	expect(told({ name: { en: 'Only English' } })).toEqual({ 'name.de': 'missing' });
	expect(told({ name: { de: ' \u200b ' } })).toEqual({ 'name.de': 'missing' });
	expect(told({ name: { de: 'x'.repeat(121) } })).toEqual({ 'name.de': 'too_long' });
	expect(told({ lat: '91' })).toEqual({ lat: 'not_degrees' });
	expect(told({ lat: 'north' })).toEqual({ lat: 'not_degrees' });
	expect(told({ lng: '' })).toEqual({ lng: 'missing' });
	expect(told({ website: 'http://nachbarn.example' })).toEqual({ website: 'not_a_website' });
	expect(told({ phone: 'ask Aylin' })).toEqual({ phone: 'not_a_phone_number' });
	expect(told({ languages: ['tlh'] })).toEqual({ 'languages.0': 'unknown_choice' });
});

test('decimal commas are degrees too, and empty fields are none', () => {
	const values = parse(
		offerSchema,
		offerInput({ lat: '52,0245', lng: ' 8,5395 ', phone: '', address: ' ', opening: { de: '' } })
	);
	expect(values).toMatchObject({ lat: 52.0245, lng: 8.5395, phone: null, address: null });
	expect(values.opening).toEqual({});
});

test('what was typed stands in the form again as it was', () => {
	const form = new FormData();
	form.set('kind', 'food');
	form.set('name.de', '  Mittagstisch ');
	form.set('lat', 'north');
	form.append('languages', 'de');
	form.append('languages', 'ar');
	form.set('version', '3');
	const typed = typedOffer(form);
	expect(typed).toMatchObject({ kind: 'food', lat: 'north', languages: ['de', 'ar'], version: 3 });
	expect(typed.name).toMatchObject({ de: '  Mittagstisch ', ar: '' });
	expect(typed.free).toBe(false);
	expect(inputOf(typed)).not.toHaveProperty('version');
	expect(inputOf(typed)).not.toHaveProperty('clientKey');
	expect(formOf(null).languages).toEqual(['de']);
	expect(formOf(null).clientKey).not.toBe(formOf(null).clientKey);
});

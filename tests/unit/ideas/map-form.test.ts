import { expect, test } from 'vitest';
import {
	checkedMap,
	mapValuesOf,
	reshaped,
	typedMap,
	type MapValues
} from '#lib/formats/ideas/map-form.ts';
import { beginningOf, templates } from '#lib/formats/ideas/templates/index.ts';
import { locales } from '#lib/platform/i18n/paraglide/runtime.js';

const now = new Date('2026-11-25T10:00:00Z');

const begun = (key: string): MapValues => ({
	...beginningOf(templates.find((one) => one.key === key) ?? null, locales, now),
	placeId: 'bielefeld-mitte',
	slug: 'kesselbrink',
	retainUntil: '2028-11-25'
});

/** What a browser sends of these values. */
function sent(values: MapValues): FormData {
	const form = new FormData();
	const put = (name: string, value: unknown): void => {
		if (typeof value === 'boolean') return void (value && form.set(name, 'on'));
		if (value !== null && typeof value === 'object') {
			return Object.entries(value).forEach(([key, part]) => put(`${name}.${key}`, part));
		}
		form.set(name, String(value));
	};
	const { locales: ticked, measures, ...rest } = values;
	Object.entries(rest).forEach(([name, value]) => put(name, value));
	for (const locale of ticked) form.append('locales', locale);
	for (const measure of measures) form.append('measures', measure);
	return form;
}

test.each(templates.map(({ key }) => key))('the template %s can be created as it is', (key) => {
	const input = checkedMap(typedMap(sent(begun(key))), now);
	expect(input.categories.length).toBeGreaterThan(2);
	expect(Object.keys(input.categories[0]!.name).sort()).toEqual([...locales].sort());
	expect(checkedMap(typedMap(sent(mapValuesOf(input))), now)).toEqual(input);
});

test('an empty map asks for what is missing at its fields', () => {
	const typed = { ...begun(''), answerWithin: 'bald' };
	expect(() => checkedMap(typed, now)).toThrow(
		expect.objectContaining({
			fields: { categories: 'category_missing', answerWithin: 'not_a_number' }
		})
	);
	const untitled = { ...begun('toilets'), title: { en: 'Toilets' } };
	expect(() => checkedMap(untitled, now)).toThrow(
		expect.objectContaining({ fields: { 'title.de': 'text_missing' } })
	);
});

test('only archived categories are none: nobody could contribute', () => {
	const values = begun('barriers');
	const typed = {
		...values,
		categories: values.categories.map((category) => ({ ...category, archived: true }))
	};
	expect(() => checkedMap(typed, now)).toThrow(
		expect.objectContaining({ fields: { categories: 'category_missing' } })
	);
});

test('rows are added, moved and removed without losing what was typed', () => {
	const values = begun('toilets');
	const names = (one: MapValues) => one.categories.map(({ name }) => name['de']);
	const [first, second, third, fourth] = names(values);
	expect(names(reshaped(values, 'categories.down.0'))).toEqual([second, first, third, fourth]);
	expect(names(reshaped(values, 'categories.up.0'))).toEqual(names(values));
	expect(names(reshaped(values, 'categories.remove.2'))).toEqual([first, second, fourth]);
	expect(names(reshaped(values, 'categories.add'))).toHaveLength(5);
	expect(reshaped(values, 'phases.remove.1').phases.map(({ kind }) => kind)).toEqual([
		'collect',
		'report'
	]);
	for (const nonsense of ['', 'categories.remove.99', 'phases.up.x', 'title.add']) {
		expect(reshaped(values, nonsense)).toEqual(values);
	}
});

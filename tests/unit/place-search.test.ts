import { expect, test } from 'vitest';
import { matches } from '#lib/core/places/search.ts';

test.each([
	['Jöllenbeck', 'jöll'],
	['Jöllenbeck', 'Joellenbeck'],
	['Jöllenbeck', 'JOLLENBECK'],
	['Große Straße', 'grosse strasse'],
	['Hamm-Norden', 'norden hamm'],
	['Kesselbrink', '']
])('%s is found by "%s"', (name, typed) => {
	expect(matches(name, typed)).toBe(true);
});

test.each([
	['Heepen', 'heepen nord'],
	['Senne', 'sennestadt']
])('%s is not found by "%s"', (name, typed) => {
	expect(matches(name, typed)).toBe(false);
});

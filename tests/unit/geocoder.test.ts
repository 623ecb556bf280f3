import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '#lib/platform/clock.ts';
import { openGeocoder } from '#lib/platform/geocoder.server.ts';
import { library, searchServer } from '../fixture/address-search.ts';

const pause = 100;

async function searching() {
	const server = await searchServer();
	onTestFinished(async () => void (await server.close()));
	return { ...server, geocoder: openGeocoder(server.url, systemClock, pause) };
}

test('searches at the same moment wait for their turn, and each has its answer', async () => {
	const { geocoder, asked } = await searching();
	const began = performance.now();
	const found = await Promise.all(
		['Neumarkt 1', 'Neumarkt 2', 'Neumarkt 3'].map((typed) => geocoder(typed, null, 'de'))
	);
	expect(found).toEqual([[library], [library], [library]]);
	// A timer may be some milliseconds early by another clock.
	expect(asked[2]!.at - began).toBeGreaterThan(2 * pause - 20);
});

test('who would wait for too long is told at once that no answer comes', async () => {
	const { geocoder, asked } = await searching();
	const found = await Promise.all(
		Array.from({ length: 8 }, (_, n) => geocoder(`Neumarkt ${n}`, null, 'de'))
	);
	expect(found.filter((one) => one === null)).toHaveLength(4);
	expect(asked).toHaveLength(4);
});

test('what was asked already is not asked again', async () => {
	const { geocoder, asked } = await searching();
	await geocoder('Neumarkt 1', null, 'de');
	expect(await geocoder('  neumarkt  1 ', null, 'de')).toEqual([library]);
	expect(asked).toHaveLength(1);
});

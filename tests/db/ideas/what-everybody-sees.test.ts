import { expect, test } from 'vitest';
import { filterOf, noFilter, queryOf } from '#lib/formats/ideas/filter.ts';
import { ideaCards } from '#lib/formats/ideas/public-ideas.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { ideaMap, submitted } from '../../fixture/idea-map.ts';

const firstPage = { order: 'newest', page: 1, size: 10 } as const;

test('what waits, is hidden, withdrawn or merged into another is in no list', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const shown = await submitted(db, test, { title: 'Bänke' });
	for (const change of [
		{ visibility: 'waiting' },
		{ visibility: 'hidden', hiddenReason: 'insult' },
		{ visibility: 'withdrawn' },
		{ mergedInto: shown.ideaId }
	]) {
		const { ideaId } = await submitted(db, test);
		await db.updateTable('ideas').set(change).where('id', '=', ideaId).execute();
	}
	const { cards, total } = await ideaCards(db, test.activityId, noFilter, firstPage);
	expect(cards.map(({ title }) => title)).toEqual(['Bänke']);
	expect(total).toBe(1);
});

test('ideas are found by words, category, status and place; signs in the words are no wildcards', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const barrier = test.map.categories[1]!.id;
	await submitted(db, test, { title: '100 % mehr Bänke', body: '' });
	await submitted(db, test, { title: 'Stufe am Eingang', categoryId: barrier });
	await submitted(db, test, { where: { kind: 'place', placeId: 'bielefeld-kesselbrink' } });
	const found = async (query: string) => {
		const filter = filterOf(new URLSearchParams(query));
		return (await ideaCards(db, test.activityId, filter, firstPage)).cards.map(
			({ number }) => number
		);
	};
	expect(await found('q=BÄNKE')).toEqual([1]);
	expect(await found(`q=${encodeURIComponent('100 %')}`)).toEqual([1]);
	expect(await found(`q=${encodeURIComponent('%')}`)).toEqual([1]);
	expect(await found(`category=${barrier}`)).toEqual([2]);
	expect(await found('place=bielefeld-kesselbrink')).toEqual([3]);
	expect(await found('place=bielefeld')).toEqual([3, 2, 1]);
	expect(await found('status=done')).toEqual([]);
	expect(await found('status=nonsense&category=1')).toEqual([3, 2, 1]);
});

test('a filter survives its way through an address', () => {
	const query = queryOf(filterOf(new URLSearchParams('q=B%C3%A4nke&status=done&status=new&x=1')));
	expect(query.toString()).toBe('q=B%C3%A4nke&status=done&status=new');
});

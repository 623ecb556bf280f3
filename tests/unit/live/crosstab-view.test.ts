import { describe, expect, test } from 'vitest';
import type { Crosstab } from '#lib/formats/live/crosstab/table.ts';
import { crosstabView } from '#lib/formats/live/crosstab/view.ts';

const choice = (ids: readonly string[]) => ({
	type: 'choice',
	config: {
		options: ids.map((id) => ({ id, label: { de: id } })),
		min: 1,
		max: 1,
		noneOfThese: false
	}
});
const scale = {
	type: 'scale',
	config: { from: 1, to: 3, low: { de: 'wenig' }, high: { de: 'viel' }, dontKnow: true }
};
const background = choice(['young', 'old']);

const viewOf = (
	asked: { type: string; config: unknown },
	rows: [string, ...(number | null)[]][]
) => {
	const table: Crosstab = {
		answers: 'one',
		columns: [
			{ groups: ['young'], people: 20 },
			{ groups: ['old', ''], people: 10 }
		],
		rows: rows.map(([key, ...counts]) => ({ key, people: 15, counts })),
		people: 30,
		leftOut: 0
	};
	return crosstabView(table, { asked, background, locale: 'de' });
};
const plain = (sentence: string) => sentence.replace(/[\u2066-\u2069]/g, '');

describe('the words of a table by groups', () => {
	test('name groups that stand together, and those who did not say theirs', () => {
		const { columns } = viewOf(choice(['a', 'b']), [
			['a', 12, 5],
			['b', 8, 5]
		]);
		expect(columns.map(({ label }) => label)).toEqual(['young', 'old und keine Angabe']);
	});

	test('say what most of a group answered, and nothing where two answers are as frequent', () => {
		const { sentence } = viewOf(choice(['a', 'b']), [
			['a', 12, 5],
			['b', 8, 5]
		]);
		expect(plain(sentence)).toBe(
			'30 Personen sind in dieser Tabelle. In der Gruppe „young“ am häufigsten: „a“ (12 von 20).'
		);
	});

	test('say nothing of the most frequent answer where a hidden one could be it', () => {
		const { sentence, hasHidden } = viewOf(choice(['a', 'b']), [
			['a', 12, null],
			['b', null, null]
		]);
		expect(hasHidden).toBe(true);
		expect(plain(sentence)).toBe('30 Personen sind in dieser Tabelle.');
	});

	test('tell the mean of a group, without those who do not know, only where none of its cells is hidden', () => {
		const { columns, sentence } = viewOf(scale, [
			['1', 5, null],
			['2', 0, null],
			['3', 5, 5],
			['dontKnow', 10, 5]
		]);
		expect(columns.map(({ mean }) => mean)).toEqual([2, null]);
		expect(plain(sentence)).toContain('In der Gruppe „young“ im Mittel 2.');
	});

	test('give each cell its share of the group', () => {
		const { rows } = viewOf(choice(['a', 'b']), [
			['a', 12, 5],
			['b', 8, null]
		]);
		expect(rows[0]!.cells).toEqual([
			{ count: 12, share: 0.6 },
			{ count: 5, share: 0.5 }
		]);
		expect(rows[1]!.cells[1]).toBeNull();
	});
});

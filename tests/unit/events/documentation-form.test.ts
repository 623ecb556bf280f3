import { expect, test } from 'vitest';
import {
	documentationInputOf,
	drawnPoints,
	typedDocumentation
} from '#lib/formats/events/documentation/documentation-form.ts';

function form(points: readonly (readonly [agreed: string, responsible: string, until: string])[]) {
	const data = new FormData();
	data.append('text.de', ' Schön war es. ');
	for (const [agreed, responsible, until] of points) {
		data.append('agreed', agreed);
		data.append('responsible', responsible);
		data.append('until', until);
	}
	return data;
}

test('empty lines of the form are no points, and each point keeps its office and its day', () => {
	const typed = typedDocumentation(
		form([
			['Bank reparieren', '', '2026-06-30'],
			['', '', ''],
			['', 'Amt für Verkehr', ''],
			['Wir treffen uns wieder', 'Verein', '']
		])
	);
	expect(documentationInputOf(typed)).toEqual({
		text: expect.objectContaining({ de: 'Schön war es.' }),
		minutesPublic: false,
		points: [
			{ agreed: 'Bank reparieren', responsible: '', until: '2026-06-30' },
			{ agreed: '', responsible: 'Amt für Verkehr', until: null },
			{ agreed: 'Wir treffen uns wieder', responsible: 'Verein', until: null }
		]
	});
});

test('below the points there is room for three more, up to the most; what was typed beyond that is not lost', () => {
	const point = { agreed: 'x', responsible: '', until: '' };
	const drawn = (count: number) => drawnPoints(Array(count).fill(point), 20).length;
	expect([0, 5, 18, 20, 22].map(drawn)).toEqual([3, 8, 20, 20, 22]);
});

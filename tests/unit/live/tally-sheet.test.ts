import { expect, test } from 'vitest';
import { tallySheetBlocks } from '#lib/formats/live/print/tally-sheet.ts';
import { samples } from '../questions/samples.ts';

const asked = ['choice', 'information', 'text'].map((type, n) => ({
	position: n + 1,
	type,
	prompt: { de: type },
	config: samples[type]![0]!.config,
	background: false
}));

test('the tally sheet has strokes for what is ticked, sends words to the ballots, and leaves out what is only read', () => {
	const said = JSON.stringify(tallySheetBlocks({ de: 'Platz' }, asked, ['de']));
	expect(said).toContain('1. choice');
	expect(said).toContain('3. text');
	expect(said).not.toContain('information');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { followUpInputOf } from '#lib/formats/events/followup/followup-form.ts';
import { followUpInput } from '#lib/formats/events/followup/schema.ts';
import { tallyOf } from '#lib/formats/events/followup/results.server.ts';
import { asksAt, closesAt, counts, remindsAt } from '#lib/formats/events/followup/when.ts';

const scale = {
	type: 'scale',
	config: { from: 1, to: 5, low: { de: 'schlecht' }, high: { de: 'gut' }, dontKnow: true }
};

test('every answer is counted once, whatever people say and in whichever order', () => {
	const answer = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant('dontKnow'));
	fc.assert(
		fc.property(fc.array(answer), (answers) => {
			const { ballots, counts } = tallyOf(scale, answers);
			expect(ballots).toBe(answers.length);
			expect(Object.values(counts).reduce((sum, one) => sum + one, 0)).toBe(ballots);
			expect(tallyOf(scale, answers.toReversed()).counts).toEqual(counts);
		})
	);
});

test('it counts once it is closed, was asked late enough, and has enough answers or a reason', () => {
	const ends = new Date('2026-05-09T15:00:00Z');
	const late = new Date('2026-07-08T15:00:00Z');
	const followUp = (state: 'open' | 'closed', countsBecause = '', openedAt = late) => ({
		...{ state, countsBecause, openedAt, least: 5 }
	});
	expect(counts(followUp('open'), ends, 9)).toBe(false);
	expect(counts(followUp('closed'), ends, 4)).toBe(false);
	expect(counts(followUp('closed'), ends, 5)).toBe(true);
	const because = 'Mehr waren nicht da.';
	expect(counts(followUp('closed', because), ends, 1)).toBe(true);
	expect(counts(followUp('closed', because), ends, 0)).toBe(false);
	const tooEarly = new Date(late.getTime() - 1);
	expect(counts(followUp('closed', because, tooEarly), ends, 9)).toBe(false);
});

test('days count from the end of the date, and from when people were asked', () => {
	const ends = new Date('2026-05-09T15:00:00Z');
	const times = { afterDays: 90, remindDays: 14, openDays: 42, openedAt: null };
	expect(asksAt(times, ends)).toEqual(new Date('2026-08-07T15:00:00Z'));
	expect(closesAt(times, ends)).toEqual(new Date('2026-09-18T15:00:00Z'));
	expect(remindsAt(times)).toBeNull();
	const openedAt = new Date('2026-08-10T08:00:00Z');
	expect(remindsAt({ ...times, openedAt })).toEqual(new Date('2026-08-24T08:00:00Z'));
	expect(closesAt({ ...times, openedAt }, ends)).toEqual(new Date('2026-09-21T08:00:00Z'));
	expect(remindsAt({ ...times, openedAt, remindDays: null })).toBeNull();
});

test('an empty field for the reminder means none; what is no number is refused at its field', () => {
	const typed = { afterDays: '90', remindDays: '', openDays: 'sechs', least: '5' };
	const read = followUpInput.safeParse(followUpInputOf(typed));
	expect(read.error!.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
		['openDays', 'number_invalid']
	]);
	const right = followUpInput.parse(followUpInputOf({ ...typed, openDays: '42' }));
	expect(right.remindDays).toBeNull();
});

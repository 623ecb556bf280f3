import { expect, test } from 'vitest';
import { inputOf, noEvent, typedEvent, valuesOf } from '#lib/formats/events/entry/event-form.ts';
import { repeatOf, ruleOf } from '#lib/formats/events/entry/repeat.ts';
import { eventInput } from '#lib/formats/events/entry/schema.ts';
import { wholeEvent } from '../../fixture/events.ts';

const problems = (values: Partial<typeof noEvent>) =>
	Object.fromEntries(
		(
			eventInput.safeParse(inputOf({ ...noEvent, title: { de: 'Fest' }, ...values })).error
				?.issues ?? []
		).map(({ path, message }) => [path.join('.'), message])
	);

test('what was kept comes back from the form as it was', () => {
	const content = eventInput.parse({
		...wholeEvent,
		cost: 'cents',
		costCents: 250,
		rule: 'FREQ=WEEKLY',
		except: ['2026-05-16T15:00']
	});
	expect(eventInput.parse(inputOf(valuesOf(content)))).toEqual(content);
});

test('a title alone makes a draft, nothing makes none', () => {
	expect(problems({})).toEqual({});
	expect(problems({ title: {} })).toEqual({ title: 'text_missing' });
});

test('an end before the start, half a moment and a day that does not exist are told at their fields', () => {
	expect(problems({ starts: '2026-05-09T15:00', ends: '2026-05-09T14:00' })).toEqual({
		minutes: 'ends_before_start'
	});
	expect(problems({ starts: '2026-05-09T15:00' })).toEqual({ ends: 'moment_missing' });
	expect(problems({ starts: '2026-02-29T15:00', ends: '2026-02-29T16:00' })).toMatchObject({
		startsLocal: 'moment_invalid'
	});
});

test('an event over the night in which the clock is put forward lasts an hour less', () => {
	const night = { starts: '2026-03-29T01:00', ends: '2026-03-29T04:00' };
	expect(inputOf({ ...noEvent, ...night }).minutes).toBe(120);
});

test('contacts are kept only with consent, a price only where it costs something', () => {
	expect(problems({ contactEmail: 'verein@example.org' })).toEqual({
		contactConsent: 'consent_missing'
	});
	expect(problems({ contactEmail: 'verein@example.org', contactConsent: true })).toEqual({});
	expect(problems({ cost: 'cents', costCents: '' })).toEqual({ costCents: 'amount_invalid' });
	expect(problems({ cost: 'cents', costCents: 'viel' })).toMatchObject({
		costCents: 'amount_invalid'
	});
});

test('days without a time are read as the event begins, in German and in ISO', () => {
	const typed = { ...noEvent, starts: '2026-05-09T15:00', ends: '2026-05-09T16:00' };
	expect(
		inputOf({ ...typed, except: '1.6.2026\n2026-06-08', also: '2.6.2026 9:30' })
	).toMatchObject({
		except: ['2026-06-01T15:00', '2026-06-08T15:00'],
		also: ['2026-06-02T09:30']
	});
});

test('what was chosen as repetition is found again, a rule of one’s own is shown as it is', () => {
	const starts = '2026-05-12T15:00';
	for (const repeat of ['daily', 'weekly', 'fortnightly', 'monthly'] as const)
		for (const repeatUntil of ['', '2026-12-31', '2026-07-31']) {
			const rule = ruleOf({ repeat, repeatUntil, rule: '', starts });
			expect(repeatOf(rule, starts)).toEqual({ repeat, repeatUntil, rule: '' });
		}
	expect(ruleOf({ repeat: 'monthly', repeatUntil: '', rule: '', starts })).toBe(
		'FREQ=MONTHLY;BYDAY=2TU'
	);
	expect(repeatOf('FREQ=YEARLY', starts)).toEqual({
		repeat: 'rule',
		repeatUntil: '',
		rule: 'FREQ=YEARLY'
	});
});

test('a form that is not ours changes nothing but its own fields', () => {
	const form = new FormData();
	form.set('title.de', ' Fest ');
	form.set('entered_as', 'staff');
	expect(typedEvent(form)).toMatchObject({ title: { de: 'Fest' }, closed: false });
	expect(typedEvent(form)).not.toHaveProperty('entered_as');
});

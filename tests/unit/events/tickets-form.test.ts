import { expect, test } from 'vitest';
import { ticketsInput } from '#lib/formats/events/registration/schema.ts';
import {
	firstTickets,
	ticketsInputOf,
	ticketsValuesOf,
	typedTickets
} from '#lib/formats/events/registration/tickets-form.ts';
import { parse } from '#lib/platform/parse.ts';

function filled(change: Record<string, string> = {}): FormData {
	const form = new FormData();
	const fields = {
		opensAt: '2026-05-01T10:00',
		closesHours: '2',
		offerHours: '24',
		reminderHours: '',
		forgetDays: '30',
		waitingList: 'on',
		'capacity.1': '20',
		'capacity.2': '',
		'capacity.3': '5',
		'kinds.0.id': '',
		'kinds.0.quotaKey': '3',
		'kinds.0.name.de': 'Kind',
		'kinds.0.mostPlaces': '2',
		'kinds.0.needsGuardian': 'on',
		'kinds.1.id': '',
		'kinds.1.quotaKey': '1',
		'kinds.1.mostPlaces': '1',
		...change
	};
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	return form;
}

test('what a host typed becomes tickets: empty quotas and kinds without a name are none', () => {
	const input = parse(ticketsInput, ticketsInputOf(typedTickets(filled())));
	expect(input).toMatchObject({
		opensAt: new Date('2026-05-01T08:00:00Z'),
		reminderHours: null,
		waitingList: true,
		strictOrder: false,
		quotas: [
			{ key: 1, capacity: 20 },
			{ key: 3, capacity: 5 }
		],
		kinds: [{ id: null, quotaKey: 3, name: { de: 'Kind' }, mostPlaces: 2, needsGuardian: true }]
	});
	expect(ticketsValuesOf(input)).toMatchObject({
		opensAt: '2026-05-01T10:00',
		capacities: ['20', '', '5']
	});
});

test.each([
	[{ 'capacity.1': '-1' }, 'quotas.0.capacity', 'number_invalid'],
	[{ 'capacity.1': 'zwei' }, 'quotas.0.capacity', 'number_invalid'],
	[{ 'capacity.1': '100001' }, 'quotas.0.capacity', 'out_of_range'],
	[{ 'kinds.0.quotaKey': '2' }, 'kinds.0.quotaKey', 'choice_invalid'],
	[{ 'kinds.0.mostPlaces': '51' }, 'kinds.0.mostPlaces', 'out_of_range'],
	[{ 'kinds.0.name.de': '' }, 'kinds', 'kind_missing'],
	[{ 'capacity.1': '', 'capacity.3': '' }, 'quotas', 'quota_missing'],
	[{ offerHours: '0' }, 'offerHours', 'out_of_range'],
	[{ opensAt: 'bald' }, 'opensAt', 'moment_invalid']
])('%j is refused at %s', (change, field, reason) => {
	const read = ticketsInput.safeParse(ticketsInputOf(typedTickets(filled(change))));
	const refused = read.error?.issues.map(({ path, message }) => [path.join('.'), message]);
	expect(refused).toContainEqual([field, reason]);
});

test('the empty form proposes a waiting list in strict order and thirty days of memory', () => {
	expect(firstTickets).toMatchObject({ waitingList: true, strictOrder: true, forgetDays: '30' });
});

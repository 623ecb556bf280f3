import { typedText, typedTranslation } from '../../../core/activities/activity-form.ts';
import { fromLocal, toLocal } from '../../../platform/local-time.ts';
import { ticketLimits, type TicketsInput } from './schema.ts';

type Texts = Readonly<Record<string, string>>;
export type KindValues = Readonly<{
	/** Empty: a new one. */
	id: string;
	quotaKey: string;
	name: Texts;
	hint: Texts;
	mostPlaces: string;
	needsGuardian: boolean;
}>;

/** The form as it was typed; quotas by their key, from 1 on. */
export type TicketsValues = Readonly<{
	opensAt: string;
	closesHours: string;
	waitingList: boolean;
	strictOrder: boolean;
	offerHours: string;
	reminderHours: string;
	asksOrganisation: boolean;
	forgetDays: string;
	capacities: readonly string[];
	kinds: readonly KindValues[];
}>;

const quotaKeys = Array.from({ length: ticketLimits.quotas }, (_, index) => index + 1);

/** What a form begins with where there are no tickets yet. */
export const firstTickets: TicketsValues = {
	opensAt: '',
	closesHours: '2',
	waitingList: true,
	strictOrder: true,
	offerHours: '24',
	reminderHours: '24',
	asksOrganisation: false,
	forgetDays: '30',
	capacities: quotaKeys.map(() => ''),
	kinds: []
};

export const emptyKind: KindValues = {
	id: '',
	quotaKey: '1',
	name: {},
	hint: {},
	mostPlaces: '1',
	needsGuardian: false
};

/** An empty row to write a further kind in; one that is left empty is none. */
export const withEmptyKind = (kinds: readonly KindValues[]): readonly KindValues[] =>
	kinds.length < ticketLimits.kinds ? [...kinds, emptyKind] : kinds;

export const ticketsValuesOf = (tickets: TicketsInput): TicketsValues => ({
	opensAt: toLocal(tickets.opensAt),
	closesHours: String(tickets.closesHours),
	waitingList: tickets.waitingList,
	strictOrder: tickets.strictOrder,
	offerHours: String(tickets.offerHours),
	reminderHours: String(tickets.reminderHours ?? ''),
	asksOrganisation: tickets.asksOrganisation,
	forgetDays: String(tickets.forgetDays),
	capacities: quotaKeys.map((key) =>
		String(tickets.quotas.find((quota) => quota.key === key)?.capacity ?? '')
	),
	kinds: tickets.kinds.map((kind) => ({
		...kind,
		id: kind.id ?? '',
		quotaKey: String(kind.quotaKey),
		mostPlaces: String(kind.mostPlaces)
	}))
});

export function typedTickets(form: FormData): TicketsValues {
	const text = (name: string) => typedText(form, name);
	return {
		opensAt: text('opensAt'),
		closesHours: text('closesHours'),
		waitingList: form.has('waitingList'),
		strictOrder: form.has('strictOrder'),
		offerHours: text('offerHours'),
		reminderHours: text('reminderHours'),
		asksOrganisation: form.has('asksOrganisation'),
		forgetDays: text('forgetDays'),
		capacities: quotaKeys.map((key) => text(`capacity.${key}`)),
		kinds: typedKinds(form)
	};
}

/** Rows of which the form always sends the id, also an empty one. */
const typedKinds = (form: FormData): KindValues[] =>
	Array.from({ length: ticketLimits.kinds }, (_, index) => `kinds.${index}`)
		.filter((row) => form.has(`${row}.id`))
		.map((row) => ({
			id: typedText(form, `${row}.id`),
			quotaKey: typedText(form, `${row}.quotaKey`),
			name: typedTranslation(form, `${row}.name`),
			hint: typedTranslation(form, `${row}.hint`),
			mostPlaces: typedText(form, `${row}.mostPlaces`),
			needsGuardian: form.has(`${row}.needsGuardian`)
		}))
		.filter(({ id, name }) => id !== '' || Object.values(name).some((text) => text !== ''));

/** What was typed, for the schema to refuse: a field that is no number becomes none. */
export const ticketsInputOf = (typed: TicketsValues): TicketsInput => ({
	...typed,
	opensAt: fromLocal(typed.opensAt),
	closesHours: number(typed.closesHours),
	offerHours: number(typed.offerHours),
	reminderHours: typed.reminderHours === '' ? null : number(typed.reminderHours),
	forgetDays: number(typed.forgetDays),
	quotas: typed.capacities.flatMap((capacity, index) =>
		capacity === '' ? [] : [{ key: index + 1, capacity: number(capacity) }]
	),
	kinds: typed.kinds.map((kind) => ({
		...kind,
		id: kind.id || null,
		quotaKey: number(kind.quotaKey),
		mostPlaces: number(kind.mostPlaces)
	}))
});

const number = (typed: string): number => (/^\d{1,9}$/.test(typed) ? Number(typed) : Number.NaN);

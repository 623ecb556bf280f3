import { typedText, typedTexts, typedTranslation } from '../../../core/activities/activity-form.ts';
import { fromLocal, toLocal } from '../../../platform/local-time.ts';
import { centsAsInput, typedCents } from '../../../platform/money.ts';
import type { EventContent, EventInput } from './schema.ts';
import { repeatOf, ruleOf } from './repeat.ts';

type Texts = Readonly<Record<string, string>>;

const textFields = [
	'kind',
	'ageFrom',
	'ageTo',
	'placeId',
	'venue',
	'address',
	'lat',
	'lng',
	'meeting',
	'accessibilityText',
	'cost',
	'costCents',
	'costText',
	'targetLeast',
	'targetMost',
	'initiatedBy',
	'contactEmail',
	'contactPhone',
	'supportText',
	'starts',
	'ends',
	'repeat',
	'repeatUntil',
	'rule',
	'except',
	'also'
] as const;
const listFields = ['themes', 'audiences', 'languages', 'accessibility', 'support'] as const;
const tickFields = ['closed', 'needsRegistration', 'contactConsent'] as const;
const translatedFields = ['title', 'summary', 'description'] as const;

/** The form as it was typed, so that nothing is lost after a refusal. */
export type EventValues = Readonly<
	Record<(typeof textFields)[number], string> &
		Record<(typeof listFields)[number], readonly string[]> &
		Record<(typeof tickFields)[number], boolean> &
		Record<(typeof translatedFields)[number], Texts>
>;

export function typedEvent(form: FormData): EventValues {
	const read = <Name extends string, T>(names: readonly Name[], of: (name: Name) => T) =>
		Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, T>;
	return {
		...read(textFields, (name) => typedText(form, name)),
		...read(listFields, (name) => typedTexts(form, name)),
		...read(tickFields, (name) => form.has(name)),
		...read(translatedFields, (name) => typedTranslation(form, name))
	};
}

/** The empty form. */
export const noEvent: EventValues = {
	...(Object.fromEntries(textFields.map((name) => [name, ''])) as Record<
		(typeof textFields)[number],
		string
	>),
	...{ cost: 'free', repeat: 'once', themes: [], audiences: [], languages: ['de'] },
	...{ accessibility: [], support: [] },
	...{ closed: false, needsRegistration: false, contactConsent: false },
	...{ title: {}, summary: {}, description: {} }
};

/** What an event has in the fields of its form. */
export function valuesOf(content: EventContent): EventValues {
	const number = (value: number | null) => (value === null ? '' : String(value));
	const { startsLocal, minutes, rule } = content;
	return {
		title: content.title,
		summary: content.summary,
		description: content.description,
		kind: content.kind ?? '',
		themes: content.themes,
		audiences: content.audiences,
		ageFrom: number(content.ageFrom),
		ageTo: number(content.ageTo),
		placeId: content.placeId ?? '',
		venue: content.venue,
		address: content.address,
		lat: number(content.lat),
		lng: number(content.lng),
		meeting: content.meeting,
		languages: content.languages,
		accessibility: content.accessibility,
		accessibilityText: content.accessibilityText,
		cost: content.cost,
		costCents: content.costCents === null ? '' : centsAsInput(content.costCents),
		costText: content.costText,
		closed: content.closed,
		needsRegistration: content.needsRegistration,
		targetLeast: number(content.targetLeast),
		targetMost: number(content.targetMost),
		initiatedBy: content.initiatedBy ?? '',
		contactEmail: content.contactEmail ?? '',
		contactPhone: content.contactPhone ?? '',
		contactConsent: content.contactConsent,
		support: content.support,
		supportText: content.supportText,
		starts: startsLocal ?? '',
		ends: endOf(startsLocal, minutes),
		...repeatOf(rule, startsLocal),
		except: content.except.join('\n'),
		also: content.also.join('\n')
	};
}

const endOf = (starts: string | null, minutes: number | null): string =>
	starts === null || minutes === null
		? ''
		: toLocal(new Date(fromLocal(starts)!.getTime() + minutes * 60_000));

/** What the schema takes; what cannot be read becomes something that it refuses. */
export function inputOf(typed: EventValues): EventInput {
	const number = (text: string) => (text === '' ? null : Number(text.replace(',', '.')));
	const written = (texts: Texts) =>
		Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
	const { starts, ends } = typed;
	return {
		...typed,
		title: written(typed.title),
		summary: written(typed.summary),
		description: written(typed.description),
		kind: typed.kind || null,
		initiatedBy: typed.initiatedBy || null,
		placeId: typed.placeId || null,
		ageFrom: number(typed.ageFrom),
		ageTo: number(typed.ageTo),
		targetLeast: number(typed.targetLeast),
		targetMost: number(typed.targetMost),
		lat: number(typed.lat),
		lng: number(typed.lng),
		costCents: typed.cost === 'cents' ? typedCents(typed.costCents) : null,
		contactEmail: typed.contactEmail || null,
		contactPhone: typed.contactPhone || null,
		startsLocal: starts || null,
		minutes: ends === '' ? null : minutesBetween(starts, ends),
		rule: ruleOf(typed),
		except: lines(typed.except).map((line) =>
			line.length === 10 ? `${line}${starts.slice(10)}` : line
		),
		also: lines(typed.also).map((line) =>
			line.length === 10 ? `${line}${starts.slice(10)}` : line
		)
	} as unknown as EventInput;
}

/** On the clock that passes, not on the one at the wall: an hour that is skipped in March is none. */
function minutesBetween(starts: string, ends: string): number {
	const [from, to] = [fromLocal(starts), fromLocal(ends)];
	return from && to ? Math.round((to.getTime() - from.getTime()) / 60_000) : Number.NaN;
}

/** One day, or day and time, per line, as 2026-05-01, 01.05.2026 or with 18:00 behind it. */
const lines = (text: string): string[] =>
	text
		.split(/[\n,;]+/)
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.map((line) =>
			line
				.replace(/^(\d{1,2})\.(\d{1,2})\.(\d{4})/, (_, day: string, month: string, year: string) =>
					[year, month.padStart(2, '0'), day.padStart(2, '0')].join('-')
				)
				.replace(
					/^(\d{4}-\d\d-\d\d)[\sT]+(\d\d?:\d\d).*$/,
					(_, day: string, time: string) => `${day}T${time.padStart(5, '0')}`
				)
		);

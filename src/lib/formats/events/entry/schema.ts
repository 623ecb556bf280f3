import { z } from 'zod';
import { publicContact } from '../../../core/people/organisations/public-contact.ts';
import { spokenLanguages } from '../../../core/offers/schema.ts';
import { ruleProblem } from '../../../platform/calendar/recurrence-problem.ts';
import { cleanLine, cleanText, lengthOf } from '../../../platform/clean-text.ts';
import { locales } from '../../../platform/i18n/paraglide/runtime.js';
import { accessFeatures, audiences, costs, eventKinds, initiators, supports } from '../choices.ts';

/** Longest texts in characters, longest lists in entries, longest event in minutes. */
export const eventLimits = {
	title: 120,
	summary: 300,
	description: 4000,
	line: 200,
	text: 1000,
	minutes: 14 * 24 * 60,
	dates: 366
} as const;

const text = (clean: (typed: string) => string, longest: number) =>
	z
		.string()
		.transform(clean)
		.refine((one) => lengthOf(one) <= longest, 'text_too_long');

const texts = (clean: (typed: string) => string, longest: number) =>
	z
		.partialRecord(z.enum(locales), text(clean, longest))
		.transform((all) => Object.fromEntries(Object.entries(all).filter(([, one]) => one !== '')));

const some = <const Choice extends string>(choices: readonly Choice[]) =>
	z.array(z.enum(choices, 'choice_invalid')).transform((all) => [...new Set(all)]);

const count = (least: number, most: number) =>
	z.int('number_invalid').min(least, 'out_of_range').max(most, 'out_of_range').nullable();

const degrees = (most: number) =>
	z.number('not_degrees').min(-most, 'not_degrees').max(most, 'not_degrees').nullable();

const local = z
	.string()
	.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'moment_invalid')
	.refine((at) => isCalendarMoment(at), 'moment_invalid');

/** 30 February and 25 o'clock have the right shape and are none. */
const isCalendarMoment = (at: string): boolean => {
	const date = new Date(`${at}Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(at);
};

const locals = z
	.array(local)
	.max(eventLimits.dates, 'too_many')
	.transform((all) => [...new Set(all)].sort());

/** What a host writes of an event. A draft may lack what `missingIn` tells; what is there is right. */
export const eventInput = z
	.object({
		title: texts(cleanLine, eventLimits.title),
		summary: texts(cleanText, eventLimits.summary),
		description: texts(cleanText, eventLimits.description),
		kind: z.enum(eventKinds, 'choice_invalid').nullable(),
		/** Keys of the series. */
		themes: z.array(z.string()).transform((all) => [...new Set(all)]),
		audiences: some(audiences),
		ageFrom: count(0, 120),
		ageTo: count(0, 120),
		placeId: z.string().nullable(),
		venue: text(cleanLine, eventLimits.line),
		address: text(cleanLine, eventLimits.line),
		lat: degrees(90),
		lng: degrees(180),
		meeting: text(cleanText, eventLimits.text),
		languages: some(spokenLanguages),
		accessibility: some(accessFeatures),
		accessibilityText: text(cleanText, eventLimits.text),
		cost: z.enum(costs, 'choice_invalid'),
		costCents: z
			.int('amount_invalid')
			.min(1, 'amount_invalid')
			.max(10_000_000, 'amount_invalid')
			.nullable(),
		costText: text(cleanLine, eventLimits.line),
		closed: z.boolean(),
		needsRegistration: z.boolean(),
		targetLeast: count(1, 100_000),
		targetMost: count(1, 100_000),
		initiatedBy: z.enum(initiators, 'choice_invalid').nullable(),
		contactEmail: publicContact.email,
		contactPhone: publicContact.phone,
		contactConsent: z.boolean(),
		support: some(supports),
		supportText: text(cleanText, eventLimits.text),
		startsLocal: local.nullable(),
		minutes: z
			.int('moment_invalid')
			.min(1, 'ends_before_start')
			.max(eventLimits.minutes, 'too_long_for_one_date')
			.nullable(),
		rule: z.string().max(500, 'text_too_long').nullable(),
		except: locals,
		also: locals
	})
	.superRefine((value, context) => {
		const tell = (field: string, message: string) =>
			context.addIssue({ code: 'custom', path: [field], message });
		const { ageFrom, ageTo, targetLeast, targetMost, lat, lng, cost } = value;
		if (Object.keys(value.title).length === 0) tell('title', 'text_missing');
		if (ageFrom !== null && ageTo !== null && ageTo < ageFrom) tell('ageTo', 'out_of_order');
		if (targetLeast !== null && targetMost !== null && targetMost < targetLeast)
			tell('targetMost', 'out_of_order');
		if ((lat === null) !== (lng === null)) tell(lat === null ? 'lat' : 'lng', 'not_degrees');
		if (cost === 'cents' && value.costCents === null) tell('costCents', 'amount_invalid');
		if (cost === 'text' && value.costText === '') tell('costText', 'text_missing');
		if ((value.contactEmail ?? value.contactPhone) !== null && !value.contactConsent)
			tell('contactConsent', 'consent_missing');
		if ((value.startsLocal === null) !== (value.minutes === null))
			tell(value.startsLocal === null ? 'starts' : 'ends', 'moment_missing');
		if (value.startsLocal === null && (value.rule !== null || value.also.length > 0))
			tell('starts', 'moment_missing');
		const wrongRule = value.rule === null ? null : ruleProblem(value.rule);
		if (wrongRule) tell('rule', wrongRule);
	})
	.transform((value) => ({
		...value,
		costCents: value.cost === 'cents' ? value.costCents : null,
		costText: value.cost === 'text' ? value.costText : ''
	}));
export type EventInput = z.input<typeof eventInput>;
export type EventContent = z.output<typeof eventInput>;

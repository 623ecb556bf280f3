import { z } from 'zod';
import { emailSchema } from '../../../core/people/schema.ts';
import { cleanLine, lengthOf } from '../../../platform/clean-text.ts';
import { locales } from '../../../platform/i18n/paraglide/runtime.js';

/** Most of each per event, longest texts in characters. */
export const ticketLimits = {
	quotas: 3,
	kinds: 6,
	kindName: 80,
	hint: 200,
	places: 50,
	capacity: 100_000,
	name: 120,
	organisation: 200
} as const;

const count = (least: number, most: number) =>
	z.int('number_invalid').min(least, 'out_of_range').max(most, 'out_of_range');

const line = (longest: number) =>
	z
		.string()
		.transform(cleanLine)
		.refine((text) => lengthOf(text) <= longest, 'text_too_long');

const texts = (longest: number) =>
	z
		.partialRecord(z.enum(locales), line(longest))
		.transform((all) => Object.fromEntries(Object.entries(all).filter(([, one]) => one !== '')));

const quota = z.object({
	/** Kinds of tickets refer to it; it stays what it is while the capacity changes. */
	key: count(1, ticketLimits.quotas),
	capacity: count(0, ticketLimits.capacity)
});

const kind = z.object({
	/** Null: a new one. */
	id: z.uuid().nullable(),
	quotaKey: z.int('choice_invalid'),
	name: texts(ticketLimits.kindName).refine((name) => Object.keys(name).length > 0, 'text_missing'),
	hint: texts(ticketLimits.hint),
	mostPlaces: count(1, ticketLimits.places),
	needsGuardian: z.boolean()
});

/** How people register for the dates of one event. */
export const ticketsInput = z
	.object({
		opensAt: z.date('moment_invalid').nullable(),
		closesHours: count(0, 720),
		waitingList: z.boolean(),
		strictOrder: z.boolean(),
		offerHours: count(1, 336),
		reminderHours: count(1, 336).nullable(),
		asksOrganisation: z.boolean(),
		forgetDays: count(1, 365),
		quotas: z.array(quota).min(1, 'quota_missing').max(ticketLimits.quotas, 'too_many'),
		kinds: z.array(kind).min(1, 'kind_missing').max(ticketLimits.kinds, 'too_many')
	})
	.superRefine(({ quotas, kinds }, context) => {
		const keys = new Set(quotas.map(({ key }) => key));
		if (keys.size < quotas.length)
			context.addIssue({ code: 'custom', path: ['quotas'], message: 'input_invalid' });
		kinds.forEach(({ quotaKey }, index) => {
			if (!keys.has(quotaKey))
				context.addIssue({
					code: 'custom',
					path: ['kinds', index, 'quotaKey'],
					message: 'choice_invalid'
				});
		});
	});
export type TicketsInput = z.infer<typeof ticketsInput>;

const noneOr = <T extends z.ZodType<string, string>>(schema: T) =>
	z
		.string()
		.transform((typed) => typed.trim() || null)
		.pipe(schema.nullable());

/** What somebody fills in to register. */
export const registrationInput = z.object({
	/** Made by the empty form: sent twice it is one registration. */
	clientKey: z.uuid('input_invalid'),
	kindId: z.uuid('choice_missing'),
	places: count(1, ticketLimits.places),
	/** Wants to wait where nothing is left. */
	waits: z.boolean(),
	name: noneOr(line(ticketLimits.name)),
	email: noneOr(emailSchema),
	organisation: noneOr(line(ticketLimits.organisation)),
	/** Somebody who has the care of the child agrees. */
	guardian: z.boolean(),
	/** As they were typed, by the question's id; the questions check them. */
	answers: z.record(z.string(), z.unknown()).default({}),
	/** May be asked once how it went on, some months later; counts only with an address. */
	askLater: z.boolean().default(false),
	locale: z.enum(locales)
});
export type RegistrationInput = z.input<typeof registrationInput>;
export type Registration = z.infer<typeof registrationInput>;

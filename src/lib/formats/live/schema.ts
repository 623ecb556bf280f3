import { z } from 'zod';
import { locales as contentLocales } from '../../platform/i18n/paraglide/runtime.js';
import { translatedSchema } from '../../platform/i18n/translated.ts';
import { commands } from './rules.ts';

export const limits = {
	title: 120,
	prompt: 300,
	outcome: 4000,
	questions: 50,
	measures: 20,
	/** Longest tally key of a free entry. */
	entry: 501,
	/** Years for which a session may be kept with its participants' key. */
	retentionYears: 5
} as const;

export const organisationFields = ['off', 'optional', 'required'] as const;

const day = z.iso.date('day_invalid');
const moment = z.date('moment_invalid').nullable();

/** Texts that exist in the activity's languages: the first one always, others where they are given. */
export const inLanguages = <T extends { locales: readonly string[] }>(
	value: T,
	text: Readonly<Record<string, string>>,
	field: string,
	context: z.RefinementCtx
) => {
	const first = value.locales[0];
	if (first && !text[first]) {
		context.addIssue({ code: 'custom', path: [field, first], message: 'text_missing' });
	}
};

/** What the moderator sets, also while it runs (texts, window, measures). */
export const sessionInput = z
	.object({
		title: translatedSchema(limits.title),
		placeId: z.string().min(1, 'place_missing'),
		locales: z
			.array(z.enum(contentLocales, 'language_unknown'))
			.min(1, 'language_missing')
			.refine((list) => new Set(list).size === list.length, 'language_twice'),
		startsAt: moment,
		endsAt: moment,
		organisationField: z.enum(organisationFields, 'choice_invalid'),
		mayChangeVote: z.boolean(),
		measures: z.array(z.string()).max(limits.measures, 'too_many'),
		retainUntil: day,
		/** Who brings it; absent or null: nobody is named. */
		organisationId: z.uuid('organisation_unknown').nullish()
	})
	.superRefine((value, context) => {
		inLanguages(value, value.title, 'title', context);
		if (value.startsAt && value.endsAt && value.endsAt < value.startsAt) {
			context.addIssue({ code: 'custom', path: ['endsAt'], message: 'ends_before_start' });
		}
	});
export type SessionInput = z.infer<typeof sessionInput>;

/** A question as a form or a template gives it; `config` is checked by its type. */
export const questionInput = z.object({
	type: z.string().min(1, 'type_missing'),
	prompt: translatedSchema(limits.prompt),
	config: z.unknown()
});
export type QuestionInput = z.infer<typeof questionInput>;

export const outcomeInput = translatedSchema(limits.outcome);

/** One press of a button. `version` is the state that the moderator saw. */
export const commandInput = z.object({
	command: z.enum(commands, 'command_unknown'),
	version: z.coerce.number('version_missing').int().min(0),
	/** For `openQuestion` and `showResult`. */
	question: z.uuid('question_unknown').optional(),
	/** The moderator read the warning that few people voted. */
	confirmed: z.boolean().default(false)
});
export type CommandInput = z.input<typeof commandInput>;

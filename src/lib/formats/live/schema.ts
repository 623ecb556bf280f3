import { z } from 'zod';
import { activityFields, activityRules } from '../../core/activities/schema.ts';
import { commands } from './rules.ts';
import { secondsLimits } from './timer/seconds.ts';

export const limits = {
	questions: 50,
	/** Longest tally key of a free entry. */
	entry: 501
} as const;

export const organisationFields = ['off', 'optional', 'required'] as const;

/** What the moderator sets, also while it runs (texts, window, measures). */
export const sessionInput = z
	.object({
		...activityFields,
		organisationField: z.enum(organisationFields, 'choice_invalid'),
		mayChangeVote: z.boolean(),
		/** Only who has a seat code takes part; absent: everybody. */
		seatsOnly: z.boolean().optional()
	})
	.superRefine(activityRules);
export type SessionInput = z.infer<typeof sessionInput>;

/** One press of a button. `version` is the state that the moderator saw. */
export const commandInput = z.object({
	command: z.enum(commands, 'command_unknown'),
	version: z.coerce.number('version_missing').int().min(0),
	/** For `openQuestion` and `showResult`. */
	question: z.uuid('question_unknown').optional(),
	/** For `startTimer`: how long people may answer. */
	seconds: z.coerce
		.number('seconds_invalid')
		.int('seconds_invalid')
		.min(secondsLimits.min, 'seconds_invalid')
		.max(secondsLimits.max, 'seconds_invalid')
		.optional(),
	/** For `showBeside`: number of the earlier round. */
	beside: z.coerce.number('not_beside').int('not_beside').min(1, 'not_beside').optional(),
	/** The moderator read the warning that few people voted. */
	confirmed: z.boolean().default(false)
});
export type CommandInput = z.input<typeof commandInput>;

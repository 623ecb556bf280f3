import { z } from 'zod';
import { translatedSchema } from '../../platform/i18n/translated.ts';
import { line } from './schema.ts';

export const answerLimits = { reason: 2000, office: 120, ideas: 100 } as const;

/** What staff say becomes of an idea. */
export const answerInput = z.object({
	status: z.enum(['inReview', 'planned', 'started', 'done', 'notPossible'], 'status_missing'),
	/** Why, in the map's main language at least. */
	reason: translatedSchema(answerLimits.reason),
	/** The office that looks after it. */
	office: line(answerLimits.office),
	/** Until when the next answer is promised, YYYY-MM-DD. */
	dueOn: z.iso.date('day_invalid').nullable()
});
export type AnswerInput = z.infer<typeof answerInput>;

/** An idea as the one who answers saw it: its latest standing answer, null for none. */
export type SeenIdea = Readonly<{ ideaId: string; lastAnswerId: string | null }>;

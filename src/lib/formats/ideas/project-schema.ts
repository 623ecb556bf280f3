import { z } from 'zod';
import { translatedSchema } from '../../platform/i18n/translated.ts';
import { projectStatuses } from './rules.ts';

export const projectLimits = { title: 120, summary: 2000, note: 500, ideas: 50 } as const;

const day = z.iso.date('day_invalid');

/** What staff set for a project. */
export const projectInput = z.object({
	title: translatedSchema(projectLimits.title),
	summary: translatedSchema(projectLimits.summary),
	/** The organisation that carries it; null: not known yet. */
	carrierId: z.uuid('choice_invalid').nullable(),
	measureCode: z.string().nullable(),
	/** Carried out under a service and funding agreement (LuF). */
	underAgreement: z.boolean(),
	initiatedBy: z.enum(['residents', 'professionals'], 'choice_invalid')
});
export type ProjectInput = z.infer<typeof projectInput>;

/** A step on the status path. */
export const stepInput = z.object({
	status: z.enum(projectStatuses, 'status_missing'),
	reachedOn: day,
	note: translatedSchema(projectLimits.note)
});
export type StepInput = z.infer<typeof stepInput>;

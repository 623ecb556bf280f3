import { typedText } from '../../../core/activities/activity-form.ts';
import { typedCents } from '../../../platform/money.ts';
import type { Decision } from './decision.ts';

/** The form of a decision as it was typed. */
export type DecisionValues = Readonly<Record<keyof Decision, string>>;

export const typedDecision = (form: FormData): DecisionValues => ({
	outcome: typedText(form, 'outcome'),
	body: typedText(form, 'body'),
	grantedCents: typedText(form, 'grantedCents'),
	paper: typedText(form, 'paper'),
	reason: typedText(form, 'reason'),
	conditions: typedText(form, 'conditions')
});

/** For the use case, whose schema says what is wrong with it. */
export const readDecisionForm = (typed: DecisionValues): Decision => ({
	...typed,
	outcome: typed.outcome as Decision['outcome'],
	body: typed.body as Decision['body'],
	grantedCents: typedCents(typed.grantedCents)
});

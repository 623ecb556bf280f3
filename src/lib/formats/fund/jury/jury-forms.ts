import { storable } from '../../../platform/clean-text.ts';
import { Refusal } from '../../../platform/errors.ts';
import { fromLocal } from '../../../platform/local-time.ts';
import { readCents } from '../../../platform/money.ts';
import type { Criterion } from '../round/rules.ts';
import { isGrant, outcomes, type Outcome } from '../states.ts';
import type { MeetingInput } from './call-meeting.server.ts';
import type { ScoreInput } from './scores.server.ts';
import { choices, type Choice, type Proposal, type Votes } from './vote.ts';

const text = (form: FormData, name: string): string => {
	const value = form.get(name);
	return typeof value === 'string' ? storable(value) : '';
};

/** A whole number as typed; NaN for nothing and for anything else. */
const whole = (typed: string): number =>
	/^\s*\d{1,6}\s*$/.test(typed) ? Number(typed) : Number.NaN;

export type TypedScores = Readonly<Record<string, string>>;

/** Points and remarks as typed, by field name. */
export const typedScores = (form: FormData, criteria: readonly Criterion[]): TypedScores =>
	Object.fromEntries(
		criteria
			.flatMap(({ key }) => [`points.${key}`, `remark.${key}`])
			.map((name) => [name, text(form, name)])
	);

export const checkedScores = (typed: TypedScores, criteria: readonly Criterion[]): ScoreInput => ({
	points: Object.fromEntries(criteria.map(({ key }) => [key, whole(typed[`points.${key}`] ?? '')])),
	remarks: Object.fromEntries(criteria.map(({ key }) => [key, typed[`remark.${key}`] ?? '']))
});

export type TypedConflict = Readonly<{ accountId: string; reason: string }>;

export const typedConflict = (form: FormData): TypedConflict => ({
	accountId: text(form, 'accountId'),
	reason: text(form, 'reason')
});

export type TypedMeeting = Readonly<{
	title: string;
	/** Wall clock, as the field has it. */
	heldAt: string;
	location: string;
	secret: boolean;
	quorum: string;
}>;

export const typedMeeting = (form: FormData): TypedMeeting => ({
	title: text(form, 'title'),
	heldAt: text(form, 'heldAt'),
	location: text(form, 'location'),
	secret: text(form, 'secret') === 'yes',
	quorum: text(form, 'quorum')
});

/** @throws Refusal time_missing (422) */
export function checkedMeeting({ heldAt, quorum, ...typed }: TypedMeeting): MeetingInput {
	const at = fromLocal(heldAt);
	if (!at || Number.isNaN(at.getTime()))
		throw new Refusal('invalid', 'input_invalid', { heldAt: 'time_missing' });
	return { ...typed, heldAt: at, quorum: whole(quorum) };
}

export type TypedProposal = Readonly<{
	outcome: string;
	grantedCents: string;
	conditions: string;
	reason: string;
}>;

export const typedProposal = (form: FormData): TypedProposal => ({
	outcome: text(form, 'outcome'),
	grantedCents: text(form, 'grantedCents'),
	conditions: text(form, 'conditions'),
	reason: text(form, 'reason')
});

/** @throws Refusal choice_invalid, amount_missing and other problems of the sum (422) */
export function checkedProposal({ outcome, grantedCents, ...typed }: TypedProposal): Proposal {
	const refuse = (field: string, reason: string) =>
		new Refusal('invalid', 'input_invalid', { [field]: reason });
	if (!outcomes.includes(outcome as Outcome)) throw refuse('outcome', 'choice_invalid');
	const sum = isGrant(outcome) ? readCents(grantedCents) : { cents: null };
	if ('problem' in sum) throw refuse('grantedCents', sum.problem);
	return { ...typed, outcome: outcome as Outcome, grantedCents: sum.cents };
}

/** Counted ballot papers; an empty field is none, anything but a number is refused later as NaN. */
export const typedPapers = (form: FormData): Votes => {
	const count = (choice: Choice) => {
		const typed = text(form, choice);
		return typed.trim() === '' ? 0 : whole(typed);
	};
	return { yes: count('yes'), no: count('no'), abstain: count('abstain') };
};

/** Hands by account, from fields `hand.<account>`. */
export function typedHands(form: FormData): ReadonlyMap<string, Choice | ''> {
	const hands = new Map<string, Choice | ''>();
	for (const [name, value] of form) {
		if (!name.startsWith('hand.') || typeof value !== 'string') continue;
		const choice = choices.find((one) => one === value);
		hands.set(storable(name.slice('hand.'.length)), choice ?? '');
	}
	return hands;
}

import { typedText } from '../../../core/activities/activity-form.ts';
import { typedCents } from '../../../platform/money.ts';
import type { PotChange, PotInput } from './pots.server.ts';

/** The form of a new pot as it was typed. */
export type PotValues = Readonly<Record<keyof PotInput, string>>;

export const typedPot = (form: FormData): PotValues => ({
	placeId: typedText(form, 'placeId'),
	year: typedText(form, 'year'),
	name: typedText(form, 'name'),
	paper: typedText(form, 'paper'),
	amountCents: typedText(form, 'amountCents')
});

/** For the use case, whose schema says what is wrong with it. */
export const readPotForm = (typed: PotValues): PotInput => ({
	...typed,
	year: Number(typed.year || Number.NaN),
	amountCents: typedCents(typed.amountCents) ?? 0
});

/** The form that puts money in or takes it out, as it was typed. */
export type PotChangeValues = Readonly<Record<keyof PotChange, string>>;

export const typedPotChange = (form: FormData): PotChangeValues => ({
	kind: typedText(form, 'kind'),
	amountCents: typedText(form, 'amountCents'),
	reason: typedText(form, 'reason')
});

export const readPotChange = (typed: PotChangeValues): PotChange => ({
	...typed,
	kind: typed.kind as PotChange['kind'],
	amountCents: typedCents(typed.amountCents) ?? 0
});

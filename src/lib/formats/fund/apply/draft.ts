import { storable } from '../../../platform/clean-text.ts';
import {
	choiceFields,
	formSteps,
	lineFields,
	textFields,
	type FormStep,
	type TextField
} from './steps.ts';

/** A line as typed. */
export type DraftLine = Readonly<{ category: string; label: string; amount: string }>;

/** The form as typed: what is wrong in it is kept too, and said. */
export type Draft = Readonly<
	Record<TextField, string> & {
		targetGroups: readonly string[];
		declarations: readonly string[];
		costs: readonly DraftLine[];
		/** Where money comes from besides the grant. */
		funding: readonly DraftLine[];
	}
>;

/** A draft as it is stored; what is missing in it is empty. */
export function draftOf(stored: unknown): Draft {
	const kept = (stored ?? {}) as Readonly<Record<string, unknown>>;
	const texts = formSteps
		.flatMap((step): readonly string[] => textFields[step])
		.map((name) => [name, textIn(kept[name])]);
	return {
		...(Object.fromEntries(texts) as Record<TextField, string>),
		targetGroups: listIn(kept['targetGroups']).map(textIn),
		declarations: listIn(kept['declarations']).map(textIn),
		costs: listIn(kept['costs']).map(lineIn),
		funding: listIn(kept['funding']).map(lineIn)
	};
}

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');
const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const lineIn = (value: unknown): DraftLine => {
	const { category, label, amount } = (value ?? {}) as Record<string, unknown>;
	return { category: textIn(category), label: textIn(label), amount: textIn(amount) };
};

/** What one page of the form says of the draft. */
export type TypedStep = Partial<Draft>;

/** What was typed on one page. Lines come as three fields each, in their order. */
export function typedStep(step: FormStep, data: FormData): TypedStep {
	const texts = textFields[step].map((name) => [name, textsOf(data, name)[0] ?? '']);
	const choices = (choiceFields as Record<string, string>)[step];
	const lines = (lineFields as Record<string, string>)[step];
	return {
		...(Object.fromEntries(texts) as TypedStep),
		...(choices && { [choices]: textsOf(data, choices) }),
		...(lines && { [lines]: linesOf(data, lines) })
	};
}

const textsOf = (data: FormData, name: string): string[] =>
	data
		.getAll(name)
		.filter((value) => typeof value === 'string')
		.map(storable);

function linesOf(data: FormData, name: string): DraftLine[] {
	const [categories, labels, amounts] = ['category', 'label', 'amount'].map((part) =>
		textsOf(data, `${name}.${part}`)
	) as [string[], string[], string[]];
	return categories.map((category, index) => ({
		category,
		label: labels[index] ?? '',
		amount: amounts[index] ?? ''
	}));
}

/** What a draft says on one page, as `typedStep` gives it. */
export function stepOfDraft(step: FormStep, draft: Draft): TypedStep {
	const names = [
		...textFields[step],
		(choiceFields as Record<string, string>)[step],
		(lineFields as Record<string, string>)[step]
	];
	return Object.fromEntries(
		names.filter((name) => name !== undefined).map((name) => [name, draft[name as keyof Draft]])
	);
}

/** Nothing was typed into it, whatever kind it would be. */
export const isBlank = ({ label, amount }: DraftLine): boolean =>
	label.trim() === '' && amount.trim() === '';

/** Two fields of a draft say the same. */
export const saysTheSame = (one: unknown, other: unknown): boolean =>
	JSON.stringify(one) === JSON.stringify(other);

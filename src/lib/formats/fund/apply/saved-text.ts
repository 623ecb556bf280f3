import { costNames, fundingNames } from '../state-text.ts';
import { targetGroupNames } from './field-text.ts';
import type { Draft, DraftLine } from './draft.ts';

const names: Readonly<Record<string, () => string>> = {
	...costNames,
	...fundingNames,
	...targetGroupNames
};

/** What a field of a draft says, as text: lines one below the other, choices by their names. */
export function savedText(value: Draft[keyof Draft]): string {
	if (typeof value === 'string') return value;
	return value.map((one) => (typeof one === 'string' ? nameOf(one) : lineText(one))).join('\n');
}

const nameOf = (key: string): string => names[key]?.() ?? key;

const lineText = ({ category, label, amount }: DraftLine): string =>
	[category && nameOf(category), label, amount].filter((part) => part !== '').join(' · ');

import { z } from 'zod';
import { cleanLine, cleanText, lengthOf } from '../../../platform/clean-text.ts';
import { readDecimal } from '../../../platform/decimal.ts';
import { readIban } from '../../../platform/iban.ts';
import { readCents } from '../../../platform/money.ts';
import { applicantKinds, costCategories, initiators } from '../states.ts';
import { declarations, targetGroups } from './choices.ts';
import { isBlank, type DraftLine } from './draft.ts';
import { mostLines, type FormStep } from './steps.ts';
import { minutesOf } from './sums.ts';

/** Longest texts of an application, in characters. A plan of 4000 is one page. */
export const textLimits = {
	name: 120,
	line: 200,
	summary: 600,
	text: 4000
} as const;

const short = (most: number) => (text: string) => lengthOf(text) <= most;
const line = (most: number) => z.string().transform(cleanLine).refine(short(most), 'text_too_long');
const text = (most: number) => z.string().transform(cleanText).refine(short(most), 'text_too_long');
const needed = (one: z.ZodType<string, string>) => one.refine((value) => value !== '', 'missing');
const choice = <const T extends readonly string[]>(values: T) =>
	z.string().transform((typed, context): T[number] => {
		if ((values as readonly string[]).includes(typed)) return typed as T[number];
		context.addIssue({ code: 'custom', message: typed === '' ? 'missing' : 'choice_invalid' });
		return z.NEVER;
	});

/** A reader that answers a value or a reason code. */
const readBy = <T>(read: (typed: string) => { value: T } | { problem: string }) =>
	z.string().transform((typed, context): T => {
		const answer = read(typed);
		if ('value' in answer) return answer.value;
		context.addIssue({ code: 'custom', message: answer.problem });
		return z.NEVER;
	});

/** Above zero, in cents. */
const amount = readBy<number>((typed) => {
	const read = readCents(typed);
	if ('problem' in read) return read;
	return read.cents > 0 ? { value: read.cents } : { problem: 'amount_missing' };
});

const iban = readBy<string>((typed) => {
	const read = readIban(typed);
	return 'problem' in read ? read : { value: read.iban };
});

const mostParticipants = 1_000_000;
const participants = readBy<number>((typed) => {
	if (typed.trim() === '') return { problem: 'missing' };
	const read = readDecimal(typed, { whole: true });
	if ('problem' in read || !Number.isInteger(read.value)) return { problem: 'number_invalid' };
	const fits = read.value >= 1 && read.value <= mostParticipants;
	return fits ? { value: read.value } : { problem: 'number_out_of_range' };
});

const day = readBy<string>((typed) => {
	if (typed === '') return { problem: 'missing' };
	return z.iso.date().safeParse(typed).success ? { value: typed } : { problem: 'date_invalid' };
});

/** Degrees, or nothing. */
const degrees = (most: number) =>
	readBy<number | null>((typed) => {
		if (typed.trim() === '') return { value: null };
		const value = Number(typed);
		return Math.abs(value) <= most ? { value } : { problem: 'point_invalid' };
	});

const email = readBy<string>((typed) => {
	const clean = cleanLine(typed);
	return clean === '' || z.email().safeParse(clean).success
		? { value: clean }
		: { problem: 'email_invalid' };
});

/** Hours of work without pay in minutes; null for none. */
const minutes = readBy<number | null>((typed) => {
	if (typed.trim() === '') return { value: null };
	const read = minutesOf(typed);
	return read === null ? { problem: 'hours_invalid' } : { value: read };
});

const costLine = z.object({
	category: choice(costCategories),
	label: needed(line(textLimits.line)),
	amount
});
const fundingLine = z
	.object({
		category: choice(['own', 'thirdParty', 'income'] as const),
		label: line(textLimits.line),
		amount
	})
	.superRefine(({ category, label }, context) => {
		// Whose money it is; one's own needs no name.
		if (category !== 'own' && label === '')
			context.addIssue({ code: 'custom', path: ['label'], message: 'missing' });
	});

/** Blank lines count nothing; the others keep their place, so that what is wrong is said at the right one. */
function linesBy<T>(one: z.ZodType<T, DraftLine>) {
	return z.array(z.custom<DraftLine>()).transform((typed, context): T[] => {
		const filled = typed.flatMap((value, index) => (isBlank(value) ? [] : [{ value, index }]));
		if (filled.length > mostLines) {
			context.addIssue({ code: 'custom', message: 'too_many_lines' });
			return z.NEVER;
		}
		return filled.flatMap(({ value, index }) => {
			const read = one.safeParse(value);
			if (read.success) return [read.data];
			for (const { path, message } of read.error.issues)
				context.addIssue({ code: 'custom', path: [index, ...path], message });
			return [];
		});
	});
}

/**
 * The pages of the form, each from what was typed to what it says. Issue messages are reason codes. What depends on the
 * round and on other pages is in checks.ts.
 */
export const stepSchemas = {
	who: z.object({
		applicantKind: choice(applicantKinds),
		applicantName: needed(line(textLimits.name)),
		contactName: needed(line(textLimits.name)),
		email,
		phone: line(60),
		address: needed(text(textLimits.line)),
		accountHolder: needed(line(textLimits.name)),
		iban
	}),
	what: z.object({
		title: needed(line(textLimits.name)),
		summary: needed(text(textLimits.summary)),
		plan: needed(text(textLimits.text)),
		targetGroups: z
			.array(z.enum(targetGroups, 'choice_invalid'))
			.min(1, 'missing')
			.transform((all) => [...new Set(all)]),
		partners: text(textLimits.summary),
		participants,
		initiatedBy: choice(initiators),
		/** A measure, or a measure and one of its indicators, parted by a space; empty: does not know. */
		contribution: z.string().transform((typed) => {
			const [measureCode = '', indicatorKey = ''] = typed.split(' ');
			return { measureCode: measureCode || null, indicatorKey: indicatorKey || null };
		})
	}),
	where: z.object({
		placeId: needed(z.string()),
		spot: line(textLimits.line),
		lat: degrees(90),
		lng: degrees(180),
		startsOn: day,
		endsOn: day
	}),
	costs: z.object({
		costs: linesBy(costLine).refine((lines) => lines.length > 0, 'costs_missing')
	}),
	financing: z.object({
		grant: amount,
		funding: linesBy(fundingLine),
		hours: minutes,
		hoursLabel: line(textLimits.line)
	}),
	more: z.object({
		otherApplications: text(textLimits.summary),
		declarations: z
			.array(z.enum(declarations, 'choice_invalid'))
			.transform((all) => declarations.filter((one) => all.includes(one)))
	})
} as const satisfies Record<FormStep, z.ZodType>;

type Read<Step extends FormStep> = z.infer<(typeof stepSchemas)[Step]>;

/** Everything that was read, page by page. */
export type ReadSteps = { [Step in FormStep]: Read<Step> };

/** Who answers for it and where the money goes; not part of the content, which more people see and which is kept longer. */
export type ContactInput = Readonly<
	Pick<Read<'who'>, 'email' | 'phone' | 'address' | 'accountHolder' | 'iban'> & { name: string }
>;

/** A line of cost plan or financing plan, in cents; `minutes` of work without pay. */
export type ContentLine = Readonly<{
	category: string;
	label: string;
	cents: number;
	minutes: number | null;
}>;

/** What an application says, as checked at its submission: `fund_versions.content`. */
export type Content = Readonly<
	Pick<Read<'who'>, 'applicantKind' | 'applicantName'> &
		Omit<Read<'what'>, 'contribution'> &
		Read<'where'> &
		Read<'more'> & {
			measureCode: string | null;
			indicatorKey: string | null;
			costs: readonly ContentLine[];
			/** The grant first. */
			funding: readonly ContentLine[];
			/** Names of what was attached. */
			attachments: readonly string[];
		}
>;

import { formatCount, formatShare, isolated } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { formatCents } from '../../../platform/money.ts';
import { applicantKindNames } from '../state-text.ts';
import type { FundedProject } from './funded-projects.server.ts';
import type { Stage } from './stages.ts';
import type { Part, Statistics } from './statistics.ts';
import type { ApplicantKind } from '../states.ts';

export const stageNames: Readonly<Record<Stage, () => string>> = {
	planned: m.fundpublic_stage_planned,
	running: m.fundpublic_stage_running,
	settling: m.fundpublic_stage_settling,
	finished: m.fundpublic_stage_finished
};

export const initiatorNames: Readonly<Record<string, () => string>> = {
	residents: m.fundpublic_initiated_residents,
	professionals: m.fundpublic_initiated_professionals,
	both: m.fundpublic_initiated_both,
	unknown: m.fundpublic_initiated_unknown
};

/** The applicant's name, or what it is where it may not be named. */
export const applicantWords = ({
	applicantName,
	applicantKind
}: Pick<FundedProject, 'applicantName' | 'applicantKind'>): string =>
	applicantName || applicantKindNames[applicantKind]();

/** What has become of a project, in one sentence. */
export function resultSentence({
	stage,
	succeeded
}: Pick<FundedProject, 'stage' | 'succeeded'>): string {
	if (stage === 'planned') return m.fundpublic_result_planned();
	if (stage === 'running') return m.fundpublic_result_running();
	if (stage === 'settling') return m.fundpublic_result_settling();
	if (succeeded === null) return m.fundpublic_result_finished();
	return succeeded ? m.fundpublic_result_succeeded() : m.fundpublic_result_failed();
}

/** "12 Projekte mit zusammen 21.840,00 €." */
export const totalSentence = (grants: number, cents: number, locale: Locale): string =>
	m.fundpublic_total({
		n: grants,
		shown: formatCount(grants, locale),
		sum: formatCents(cents, locale)
	});

export type FigureRow = Readonly<{ key: string; label: string; part: Part; share: number }>;

/** A picture with its table and the sentence that says what it shows. */
export type Figure = Readonly<{
	key: string;
	title: string;
	/** What a row of its table is. */
	part: string;
	sentence: string;
	rows: readonly FigureRow[];
}>;

/** The figures in the reader's language. A round has one year, which is no figure. */
export function figuresOf(statistics: Statistics, locale: Locale): Figure[] {
	const { years, places, kinds, initiators } = statistics;
	const figures = [
		{
			key: 'places',
			title: m.fundpublic_by_place(),
			part: m.fundpublic_place(),
			parts: places,
			label: ({ name }: Part) => name
		},
		{
			key: 'years',
			title: m.fundpublic_by_year(),
			part: m.fundpublic_year(),
			parts: years,
			label: ({ key }: Part) => key
		},
		{
			key: 'kinds',
			title: m.fundpublic_by_kind(),
			part: m.fundpublic_kind(),
			parts: kinds,
			label: ({ key }: Part) => applicantKindNames[key as ApplicantKind]()
		},
		{
			key: 'initiators',
			title: m.fundpublic_by_initiator(),
			part: m.fundpublic_initiator(),
			parts: initiators,
			label: ({ key }: Part) => initiatorNames[key]!()
		}
	];
	const shown = figures.filter(({ key, parts }) => key !== 'years' || parts.length > 1);
	return shown.map(({ parts, label, ...figure }) => {
		const rows = parts.map((part) => ({
			key: part.key,
			label: label(part),
			part,
			share: statistics.cents > 0 ? part.cents / statistics.cents : 0
		}));
		return { ...figure, rows, sentence: sentenceOf(rows, locale) };
	});
}

/** Who or what got most, and how much of all: the same that the picture shows at one glance. */
function sentenceOf(rows: readonly FigureRow[], locale: Locale): string {
	const [first, second] = [...rows].sort((a, b) => b.part.cents - a.part.cents);
	if (!first) return m.fundpublic_none();
	const sum = formatCents(first.part.cents, locale);
	if (!second) return m.fundpublic_sentence_all({ part: isolated(first.label), sum });
	if (second.part.cents === first.part.cents) return m.fundpublic_sentence_even({ sum });
	return m.fundpublic_sentence_most({
		part: isolated(first.label),
		sum,
		share: formatShare(first.share, locale)
	});
}

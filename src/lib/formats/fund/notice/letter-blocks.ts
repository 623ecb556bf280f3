import { dayText } from '../../../platform/i18n/dates.ts';
import { formatCount, formatShare, isolated } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import { formatCents } from '../../../platform/money.ts';
import type { PdfBlock } from '../../../platform/pdf/document.ts';
import { bodyNames, costNames, fundingNames } from '../state-text.ts';
import type { CostCategory, FundingCategory } from '../states.ts';
import { letterNames } from './letter-text.ts';
import type { Letter, LetterContent, LetterLine } from './letter.ts';

/** The body of a letter, from "Dear" to the signature, in one language. */
export function bodyOf(letter: Letter, locale: Locale): PdfBlock[] {
	const { content, kind } = letter;
	const language = { locale };
	const blocks: PdfBlock[] = [
		paragraph(m.fundmoney_letter_dear({}, language)),
		paragraph(openingOf(letter, locale))
	];
	if (kind === 'grant') blocks.push(...granted(content, locale));
	else if (content.reason)
		blocks.push(heading(m.fundmoney_letter_reasons({}, language)), paragraph(content.reason));
	if (content.objection)
		blocks.push(heading(m.fundmoney_letter_objection({}, language)), {
			...paragraph(content.objection),
			locale: 'de'
		});
	return [...blocks, ...ending(content, locale)].map((block) => marked(block, locale));
}

const paragraph = (text: string) => ({ kind: 'paragraph', text }) as const;
const heading = (text: string) => ({ kind: 'heading', level: 2, text }) as const;

/** Every block says its language: that of the document may be another one. */
const marked = (block: PdfBlock, locale: Locale): PdfBlock =>
	block.kind === 'picture' || block.kind === 'pageBreak' ? block : { locale, ...block };

function openingOf({ kind, content }: Letter, locale: Locale): string {
	const language = { locale };
	const title = isolated(content.title);
	const sum = formatCents(content.grantedCents ?? 0, locale);
	const day = content.dueOn ? dayText(content.dueOn, locale) : '';
	const proofDay = content.proofDueOn ? dayText(content.proofDueOn, locale) : '';
	switch (kind) {
		case 'grant':
			return m.fundmoney_letter_grant_text({ title, sum }, language);
		case 'rejection':
			return m.fundmoney_letter_rejection_text({ title }, language);
		case 'answerReminder':
			return content.outcome === null
				? m.fundmoney_letter_query_text({ title, day }, language)
				: m.fundmoney_letter_accept_reminder_text({ title, day }, language);
		case 'proofReminder':
			return m.fundmoney_letter_proof_reminder_text({ title, day: proofDay }, language);
		case 'proofOverdue':
			return m.fundmoney_letter_proof_overdue_text({ title, day: proofDay }, language);
		case 'lapse':
			return m.fundmoney_letter_lapse_text({ title }, language);
		case 'revocation':
			return m.fundmoney_letter_revocation_text({ title, sum }, language);
		case 'reclaim': {
			const demanded = formatCents(content.demandedCents ?? 0, locale);
			return m.fundmoney_letter_reclaim_text({ title, sum: demanded }, language);
		}
	}
}

/** What was granted and under which rules. */
function granted(content: LetterContent, locale: Locale): PdfBlock[] {
	const language = { locale };
	const day = (date: string | null) => (date ? dayText(date, locale) : '');
	const percent = formatShare(content.overrunPercent / 100, locale);
	return [
		{
			kind: 'table',
			widths: [1, 2],
			head: [m.fundmoney_letter_what({}, language), m.fundmoney_letter_granted({}, language)],
			rows: factsOf(content, locale).map(([name, text]) => [{ text: name }, { text }])
		},
		heading(m.fundmoney_plan_costs({}, language)),
		planTable('cost', content.lines, locale),
		heading(m.fundmoney_plan_funding({}, language)),
		planTable('funding', content.lines, locale),
		...(content.conditions
			? [heading(m.fundmoney_letter_conditions({}, language)), said(content.conditions, 'de')]
			: []),
		heading(m.fundmoney_letter_accept({}, language)),
		paragraph(m.fundmoney_letter_accept_text({ day: day(content.dueOn) }, language)),
		heading(m.fundmoney_letter_money({}, language)),
		paragraph(m.fundmoney_letter_money_text({}, language)),
		heading(m.fundmoney_letter_proof({}, language)),
		paragraph(m.fundmoney_letter_proof_text({ day: day(content.proofDueOn), percent }, language)),
		heading(m.fundmoney_letter_clause({}, language)),
		paragraph(m.fundmoney_letter_clause_text({}, language))
	];
}

/** What somebody wrote in the office's language. */
const said = (text: string, locale: string) => ({ ...paragraph(text), locale });

function factsOf(content: LetterContent, locale: Locale): [string, string][] {
	const language = { locale };
	const day = (date: string) => dayText(date, locale);
	const { startsOn, endsOn, decidedOn, body } = content;
	const facts: [string, string | null][] = [
		[m.fundmoney_fact_applicant({}, language), content.applicantName],
		[m.fundmoney_fact_project({}, language), content.title],
		[m.fundmoney_fact_asked({}, language), formatCents(content.askedCents, locale)],
		[m.fundmoney_fact_granted({}, language), formatCents(content.grantedCents ?? 0, locale)],
		[
			m.fundmoney_fact_period({}, language),
			startsOn && endsOn
				? m.fundmoney_from_to({ from: day(startsOn), to: day(endsOn) }, language)
				: null
		],
		[
			m.fundmoney_fact_decided({}, language),
			body && decidedOn ? `${bodyNames[body]({}, language)}, ${day(decidedOn)}` : null
		],
		[m.fundmoney_fact_paper({}, language), content.paper],
		[
			m.fundmoney_fact_pot({}, language),
			[content.potName, content.potPaper].filter(Boolean).join(', ')
		]
	];
	return facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
}

function planTable(side: LetterLine['side'], all: readonly LetterLine[], locale: Locale): PdfBlock {
	const lines = all.filter((line) => line.side === side);
	const sum = lines.reduce((total, { cents }) => total + cents, 0);
	const language = { locale };
	return {
		kind: 'table',
		widths: [3, 0],
		head: [m.fundmoney_plan_line({}, language), m.fundmoney_plan_sum({}, language)],
		rows: [
			...lines.map((line) => [
				{ text: lineName(line, locale) },
				{ text: formatCents(line.cents, locale) }
			]),
			[{ text: m.fundmoney_plan_total({}, language) }, { text: formatCents(sum, locale) }]
		]
	};
}

function lineName({ side, category, label }: LetterLine, locale: Locale): string {
	const name =
		side === 'cost'
			? costNames[category as CostCategory]({}, { locale })
			: fundingNames[category as FundingCategory]({}, { locale });
	return label ? `${name}: ${isolated(label)}` : name;
}

function ending({ signedBy }: LetterContent, locale: Locale): PdfBlock[] {
	const language = { locale };
	return [
		paragraph(m.fundmoney_letter_end({}, language)),
		...(signedBy ? [paragraph(m.fundmoney_letter_signed({ name: signedBy }, language))] : []),
		{ kind: 'small', text: m.fundmoney_letter_valid({}, language) }
	];
}

/** Whose letter it is, to whom, when and about what: in German, as the post and the files have it. */
export function headOf({ kind, content, recipient, issuedOn }: Letter): PdfBlock[] {
	const language = { locale: 'de' as const };
	const { sender } = content;
	const reference = {
		number: formatCount(content.number, 'de'),
		round: textFor(content.roundTitle, 'de')
	};
	const head: PdfBlock[] = [
		...(sender
			? [{ kind: 'small', text: `${sender.name} · ${sender.street} · ${sender.city}` } as const]
			: []),
		...(recipient ? [paragraph(`${recipient.name}\n${recipient.address}`.trim())] : []),
		paragraph(
			m.fundmoney_letter_place_day(
				{ place: content.placeName, day: dayText(issuedOn, 'de') },
				language
			)
		),
		{ kind: 'small', text: m.fundmoney_letter_reference(reference, language) },
		{ kind: 'heading', level: 1, text: letterNames[kind]({}, language) }
	];
	return head.map((block) => marked(block, 'de'));
}

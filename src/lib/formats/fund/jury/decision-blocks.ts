import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import { formatCents } from '../../../platform/money.ts';
import type { PdfBlock } from '../../../platform/pdf/document.ts';
import { outcomeNames } from '../state-text.ts';
import { juryTitle } from './jury-text.ts';
import type { Minutes } from './minutes.server.ts';
import type { AgendaItem } from './read-meeting.server.ts';
import type { ClosedVote } from './vote.ts';

export type Decided = AgendaItem &
	Readonly<{ subject: NonNullable<AgendaItem['subject']>; vote: ClosedVote }>;

/** The items that were decided, each with the vote that decided it. */
export const decidedIn = ({ items }: Minutes): Decided[] =>
	items.flatMap((item) => {
		const vote = item.item?.state === 'decided' ? item.item.votes.at(-1) : undefined;
		return vote && item.subject ? [{ ...item, subject: item.subject, vote }] : [];
	});

export const grantedIn = (decided: readonly Decided[]): number =>
	decided.reduce((sum, { vote }) => sum + (vote.grantedCents ?? 0), 0);

/** What was free in the pot before the first grant and after the last one, in cents. */
export function freeAround({ pot }: Minutes, decided: readonly Decided[]) {
	const now = pot.amountCents - pot.committedCents;
	const frees = decided.flatMap(({ vote }) => (vote.free ? [vote.free] : []));
	return {
		// Grants only take, so the fullest pot is the one before the first; items need not be voted on in their order.
		before: frees.length > 0 ? Math.max(...frees.map(({ before }) => before)) : now,
		after: frees.length > 0 ? Math.min(...frees.map(({ after }) => after)) : now
	};
}

/** List of decisions with their sums, for the council. */
export function decisionBlocks(minutes: Minutes, locale: string): PdfBlock[] {
	const language = inLocale(locale);
	const decided = decidedIn(minutes);
	const { before, after } = freeAround(minutes, decided);
	const money = (cents: number) => formatCents(cents, locale);
	return [
		{ kind: 'heading', level: 1, text: juryTitle.decisions(minutes.meeting.heldAt, locale) },
		{
			kind: 'lead',
			text: `${textFor(minutes.round.title, locale)} · ${minutes.round.placeName}`
		},
		{
			kind: 'paragraph',
			text: m.fundjury_pot_around(
				{
					pot: minutes.pot.name,
					before: money(before),
					granted: money(grantedIn(decided)),
					after: money(after)
				},
				language
			)
		},
		{
			kind: 'table',
			widths: [0, 2, 2.4, 1.5, 0, 0],
			head: [
				m.fundjury_number({}, language),
				m.fundjury_applicant({}, language),
				m.fundjury_project({}, language),
				m.fundjury_decision({}, language),
				m.fundjury_asked_column({}, language),
				m.fundjury_granted_column({}, language)
			],
			rows: decided.map(({ number, subject, vote }) => [
				{ text: String(number) },
				{ text: subject.applicantName },
				{ text: subject.title, locale: subject.locale },
				{ text: outcomeNames[vote.outcome]({}, language) },
				{ text: money(subject.askedCents) },
				{ text: vote.grantedCents === null ? '–' : money(vote.grantedCents) }
			])
		},
		...hiddenNote(minutes, locale)
	];
}

function hiddenNote({ items }: Minutes, locale: string): PdfBlock[] {
	const hidden = items.filter(({ subject }) => subject === null).length;
	return hidden === 0
		? []
		: [
				{
					kind: 'small',
					text: m.fundjury_hidden_items({ n: hidden, shown: String(hidden) }, inLocale(locale))
				}
			];
}

import { dayText, momentText, stampText } from '../../../platform/i18n/dates.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import { formatCents } from '../../../platform/money.ts';
import type { PdfBlock } from '../../../platform/pdf/document.ts';
import { juryTitle } from './jury-text.ts';
import type { Minutes } from './minutes.server.ts';
import { castTexts, namesText, proposalText, votesText } from './minutes-text.ts';
import type { AgendaItem } from './read-meeting.server.ts';
import type { ClosedVote } from './vote.ts';

const paragraph = (text: string): PdfBlock => ({ kind: 'paragraph', text });

/** Niederschrift: who was there, what was proposed, how it was voted, what was decided. */
export function minutesBlocks(minutes: Minutes, locale: string): PdfBlock[] {
	const { items } = minutes;
	return [
		...head(minutes, locale),
		...attendance(minutes, locale),
		...items.flatMap((item, index) => itemBlocks(item, index + 1, locale)),
		...ending(minutes, locale)
	];
}

function head({ round, meeting }: Minutes, locale: string): PdfBlock[] {
	const language = inLocale(locale);
	const time = {
		time: momentText(meeting.heldAt, language.locale),
		location: meeting.location,
		from: stampText(meeting.openedAt!, language.locale),
		to: stampText(meeting.closedAt!, language.locale)
	};
	return [
		{ kind: 'heading', level: 1, text: juryTitle.minutes(meeting.heldAt, locale) },
		{ kind: 'lead', text: `${textFor(round.title, locale)} · ${round.placeName}` },
		...(meeting.title ? [paragraph(meeting.title)] : []),
		paragraph(m.fundjury_minutes_when(time, language))
	];
}

function attendance({ attendance, meeting }: Minutes, locale: string): PdfBlock[] {
	const language = inLocale(locale);
	const present = attendance.filter((one) => one.present).length;
	return [
		{ kind: 'heading', level: 2, text: m.fundjury_attendance({}, language) },
		paragraph(
			m.fundjury_minutes_attendance(
				{ present, all: attendance.length, quorum: meeting.quorum },
				language
			)
		),
		{
			kind: 'table',
			widths: [3, 1],
			head: [m.fundjury_juror({}, language), m.fundjury_attendance({}, language)],
			rows: attendance.map(({ name, present }) => [
				{ text: name },
				{ text: (present ? m.fundjury_present : m.fundjury_absent)({}, language) }
			])
		}
	];
}

function itemBlocks(
	{ number, subject, item }: AgendaItem,
	position: number,
	locale: string
): PdfBlock[] {
	const language = inLocale(locale);
	const heading = (text: string): PdfBlock => ({ kind: 'heading', level: 2, text });
	const top = m.fundjury_item_number({ number: position }, language);
	const name = m.fund_application_number({ number }, language);
	if (!subject || !item)
		return [heading(`${top}: ${name}`), paragraph(m.fundjury_item_hidden({}, language))];
	const asked = formatCents(subject.askedCents, locale);
	return [
		heading(`${top}: ${subject.title}`),
		paragraph(`${name} · ${subject.applicantName} · ${m.fundjury_asked({ sum: asked }, language)}`),
		...item.votes.flatMap((vote, index) => voteBlocks(vote, index + 1, locale)),
		...(item.state === 'postponed' ? [paragraph(m.fundjury_item_postponed({}, language))] : [])
	];
}

/** One vote; what it took to count is told each time, because it is another one at each item. */
function voteBlocks(vote: ClosedVote, number: number, locale: string): PdfBlock[] {
	const language = inLocale(locale);
	const told = (label: string, text: string) => (text ? [paragraph(`${label}: ${text}`)] : []);
	return [
		{ kind: 'heading', level: 3, text: m.fundjury_vote_number({ number }, language) },
		...told(m.fundjury_proposal({}, language), proposalText(vote, locale)),
		...told(m.fundjury_conditions({}, language), vote.conditions),
		...told(m.fundjury_reason({}, language), vote.reason),
		...told(m.fundjury_excluded({}, language), namesText(vote.excluded, locale)),
		paragraph(
			m.fundjury_minutes_entitled(
				{ n: vote.entitled.length, quorum: vote.quorum, names: namesText(vote.entitled, locale) },
				language
			)
		),
		paragraph(
			`${(vote.secret ? m.fundjury_secret : m.fundjury_open)({}, language)}: ${votesText(vote.votes, locale)}`
		),
		...castTexts(vote, locale).map(paragraph),
		paragraph((vote.passed ? m.fundjury_passed : m.fundjury_not_passed)({}, language))
	];
}

function ending({ meeting }: Minutes, locale: string): PdfBlock[] {
	const language = inLocale(locale);
	const notes: PdfBlock[] = meeting.notes
		? [
				{ kind: 'heading', level: 2, text: m.fundjury_notes({}, language) },
				...meeting.notes.split('\n').filter(Boolean).map(paragraph)
			]
		: [];
	const day = dayText(meeting.closedAt!, language.locale);
	return [...notes, { kind: 'small', text: m.fundjury_minutes_signed({ day }, language) }];
}

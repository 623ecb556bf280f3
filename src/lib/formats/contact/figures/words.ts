import { listText, monthText } from '../../../platform/i18n/dates.ts';
import { formatCount, formatShare, isolated } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import type { CountedFigure } from '../../../questions/counted-figure.ts';
import type { ResultRow } from '../../../questions/contract.ts';
import type { Topic } from '../point/point.server.ts';
import type { ContactWay } from '../states.ts';
import { wayNames } from '../words.ts';
import type { Part, Statistics } from './statistics.server.ts';

/** The figures of the evaluation in the reader's language. */
export function figuresOf(
	statistics: Statistics,
	topics: readonly Topic[],
	locale: Locale
): CountedFigure[] {
	const figures: Omit<CountedFigure, 'sentence'>[] = [
		{
			key: 'months',
			title: m.contactdesk_by_month(),
			part: m.contactdesk_month(),
			rows: rowsOf(statistics.months, ({ key }) => monthText(key, locale))
		},
		{
			key: 'topics',
			title: m.contactdesk_by_topic(),
			part: m.contact_topic(),
			rows: rowsOf(statistics.topics, ({ key }) => topicName(topics, key, locale))
		},
		{
			key: 'places',
			title: m.contactdesk_by_place(),
			part: m.contact_place(),
			rows: rowsOf(statistics.places, ({ name }) => name)
		},
		{
			key: 'ways',
			title: m.contactdesk_by_way(),
			part: m.contactdesk_way(),
			rows: rowsOf(statistics.ways, ({ key }) => wayNames[key as ContactWay]())
		}
	];
	return figures.map((figure) => ({ ...figure, sentence: sentenceOf(figure.rows, locale) }));
}

/** Also of one that is no longer offered. */
export function topicName(topics: readonly Topic[], id: string, locale: string): string {
	const topic = topics.find((one) => one.id === id);
	return topic ? textFor(topic.name, locale) : m.contact_topic_none();
}

function rowsOf<P extends Part>(parts: readonly P[], label: (part: P) => string): ResultRow[] {
	const total = parts.reduce((sum, { contacts }) => sum + contacts, 0);
	return parts.map((part) => ({
		key: part.key,
		keys: [part.key],
		label: label(part),
		count: part.contacts,
		share: total > 0 ? part.contacts / total : 0
	}));
}

/** What leads, and by how much: the same that the picture shows at one glance. */
function sentenceOf(rows: readonly ResultRow[], locale: Locale): string {
	const most = Math.max(0, ...rows.map(({ count }) => count));
	const leading = rows.filter(({ count }) => count === most);
	const [first] = leading;
	if (!first) return m.contactdesk_none_yet();
	const parts = listText(
		leading.map(({ label }) => isolated(label)),
		locale
	);
	return m.contactdesk_most({
		parts,
		contacts: formatCount(most, locale),
		share: formatShare(first.share, locale)
	});
}

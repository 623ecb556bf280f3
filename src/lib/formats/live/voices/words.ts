import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { formatCount } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { peopleBySource, type RoomCounts, type Source } from './sources.ts';

/** The head of a column. */
export const sourceNames = {
	phone: m.liveroom_source_phone,
	tablet: m.liveroom_source_tablet,
	hands: m.liveroom_source_hands,
	paper: m.liveroom_source_paper
} satisfies Readonly<Record<Source, unknown>>;

const counted = {
	phone: m.liveroom_from_phone,
	tablet: m.liveroom_from_tablet,
	hands: m.liveroom_from_hands,
	paper: m.liveroom_from_paper
} satisfies Readonly<Record<Source, unknown>>;

/** "30 by phone, 12 by raised hands"; null where everybody used their own phone. */
export function sourcesSentence(ballots: number, room: RoomCounts, locale: string): string | null {
	if (!room) return null;
	const language = inLocale(locale);
	const parts = peopleBySource(ballots, room).map(({ source, people }) =>
		counted[source]({ n: people, shown: formatCount(people, locale) }, language)
	);
	const list = new Intl.ListFormat(language.locale, { type: 'conjunction' }).format(parts);
	return m.liveroom_sources_sentence({ list }, language);
}

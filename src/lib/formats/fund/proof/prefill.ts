import { dayText } from '../../../platform/i18n/dates.ts';
import { formatCount } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import type { ReportDraft } from './report.ts';
import type { Suggestion } from './suggestions.server.ts';

/** The report begins with what the project says: its days, which most often are the real ones. */
export const prefilled = (
	draft: ReportDraft,
	{ startsOn, endsOn }: { startsOn: string | null; endsOn: string | null }
): ReportDraft => ({ startedOn: startsOn ?? '', endedOn: endsOn ?? '', ...draft });

/** "Ideen für den Platz, 3. Mai 2026 bis 8. Juni 2026, 31 Menschen, 12 von 15 Rückmeldungen waren gut" */
export function suggestionText(
	{ title, from, to, people, opinions }: Suggestion,
	locale: Locale
): string {
	const days =
		from === to
			? dayText(from, locale)
			: m.fundproof_span({ from: dayText(from, locale), to: dayText(to, locale) });
	const said = opinions && {
		positive: formatCount(opinions.positive, locale),
		all: formatCount(opinions.all, locale)
	};
	return [
		textFor(title, locale),
		days,
		...peopleText(people, locale),
		...(said ? [m.fundproof_suggested_opinions(said)] : [])
	].join(', ');
}

function peopleText(people: Suggestion['people'], locale: Locale): string[] {
	if (people === 'unknown') return [];
	if (people === 'few') return [m.fundproof_suggested_few()];
	return [m.fundproof_suggested_people({ n: people, shown: formatCount(people, locale) })];
}

/** The typed report with one more line about what happened. */
export function withSuggestion(
	typed: ReportDraft,
	suggestion: Suggestion,
	locale: Locale
): ReportDraft {
	const before = (typed['happened'] ?? '').trimEnd();
	const line = `– ${suggestionText(suggestion, locale)}`;
	return { ...typed, happened: before === '' ? line : `${before}\n${line}` };
}

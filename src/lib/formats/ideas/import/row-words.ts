import { locales } from '../../../platform/i18n/paraglide/runtime.js';
import { visibilityWord, whereWord, yesNo } from '../exchange/words.ts';
import type { IdeaMap } from '../map.server.ts';
import { ideaStatuses, whereaboutsKinds, type IdeaStatus, type Whereabouts } from '../rules.ts';
import { statusText } from '../status-text.ts';
import { wordKey } from '../../../platform/cell-values.ts';

/** Words of other procedures for the steps of the path. */
const usualStatuses: Readonly<Record<string, IdeaStatus>> = {
	offen: 'new',
	eingegangen: 'new',
	open: 'new',
	'in bearbeitung': 'inReview',
	geprüft: 'inReview',
	angenommen: 'planned',
	begonnen: 'started',
	erledigt: 'done',
	abgeschlossen: 'done',
	abgelehnt: 'notPossible',
	rejected: 'notPossible'
};

/** What a file may call the steps of the path: codes, our words in every language, the map's own and usual ones. */
export function statusWords(map: IdeaMap): ReadonlyMap<string, IdeaStatus> {
	const cached = statusWordsOf.get(map);
	if (cached) return cached;
	const words = new Map<string, IdeaStatus>(Object.entries(usualStatuses));
	for (const status of ideaStatuses) {
		for (const locale of locales) words.set(wordKey(statusText(status, {}, locale).text), status);
	}
	for (const status of ideaStatuses) {
		for (const own of Object.values(map.statusNames[status] ?? {})) words.set(wordKey(own), status);
		words.set(wordKey(status), status);
	}
	statusWordsOf.set(map, words);
	return words;
}
const statusWordsOf = new WeakMap<IdeaMap, ReadonlyMap<string, IdeaStatus>>();

export const whereWords: ReadonlyMap<string, Whereabouts> = new Map(
	whereaboutsKinds.flatMap((kind) =>
		[kind, ...locales.map((locale) => whereWord(kind, locale))].map((text) => [wordKey(text), kind])
	)
);

const yesWords = new Set(
	['true', '1', ...locales.map((locale) => yesNo(true, locale))].map(wordKey)
);
export const isYes = (text: string): boolean => yesWords.has(wordKey(text));

const publicWords = new Set(
	['public', ...locales.map((locale) => visibilityWord('public', locale))].map(wordKey)
);
export const isPublic = (text: string): boolean => publicWords.has(wordKey(text));

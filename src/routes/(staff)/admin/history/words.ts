import type { HistoryRow } from '#lib/core/history/reads.server.ts';
import { areaNames, coreSentences, type CoreArea } from '#lib/core/history/sentences.ts';
import type { Format } from '#lib/formats/contract.ts';
import { m } from '#lib/platform/i18n/paraglide/messages.js';
import { getLocale } from '#lib/platform/i18n/paraglide/runtime.js';
import { textFor } from '#lib/platform/i18n/translated.ts';
import { roleName } from '../../../role-name.ts';

/** What the pages need of formats: names, words and addresses. */
type Spoken = Pick<Format, 'key' | 'names' | 'history'>;

const unnamed = '…';

/**
 * What happened in one sentence with names; an action of another version is named as it is.
 * @param named how a name stands in the sentence: on a page a German one is isolated, or it turns Arabic ones round
 */
export function sentenceOf(
	row: HistoryRow,
	formats: readonly Spoken[],
	named = (name: string): string => name
): string {
	const subject = named(subjectOf(row) ?? row.subjectId);
	const what = formatOf(row, formats)?.history.texts[row.action];
	if (what) return m.history_of_activity({ title: subject, what: what() });
	const sentence = coreSentences[row.action];
	if (!sentence) return m.history_unknown({ action: row.action, subject });
	const { role, organisationId } = row.detail;
	return sentence({
		subject,
		role: typeof role === 'string' ? roleName(role) : unnamed,
		organisation: named(row.organisationName ?? (organisationId as string | undefined) ?? unnamed)
	});
}

/** A format tells of its activities and, as in `ideas.comment`, of contributions to them. */
const formatOf = ({ subjectKind }: HistoryRow, formats: readonly Spoken[]) =>
	formats.find(({ key }) => key === subjectKind.split('.')[0]);

/** Name of whom or what it happened to; null where nothing tells it any more. */
export function subjectOf(row: HistoryRow): string | null {
	if (row.subjectTitle) {
		const title = textFor(row.subjectTitle, getLocale());
		return typeof row.detail['number'] === 'number' ? `${title}, ${row.detail['number']}` : title;
	}
	if (row.subjectKind === 'catalogue' && row.placeId === null) return m.history_installation();
	return row.subjectName;
}

/** Where it can be looked at; null where there is no page, or it is gone. */
export function pageOf(row: HistoryRow, formats: readonly Spoken[]): string | null {
	if (row.subjectKind === 'mail') return '/admin/outbox';
	if (row.subjectKind === 'catalogue') return '/plan/measures';
	const format = formatOf(row, formats);
	const own = format?.history.pages?.[row.subjectKind];
	if (own) return own(row.subjectId);
	if (!row.subjectStands) return null;
	if (row.indicatorKey !== null) return `/plan/indicators/${row.indicatorKey}`;
	if (row.subjectKind === 'offer')
		return `/org/${String(row.detail['organisationId'])}/offers/${row.subjectId}`;
	const { activity } = row.detail;
	if (format) return format.history.page(typeof activity === 'string' ? activity : row.subjectId);
	const pages: Readonly<Record<string, string>> = {
		account: '/admin/people',
		organisation: '/org',
		place: '/admin/places',
		measure: '/measures'
	};
	const page = pages[row.subjectKind];
	return page ? `${page}/${row.subjectId}` : null;
}

/** An action without its subject, for the list of the filter. */
export function actionWords(action: string, formats: readonly Spoken[]): string {
	const [first] = action.split('.');
	const format = formats.find(({ key }) => key === first);
	const nameless = { subject: unnamed, role: unnamed, organisation: unnamed };
	return format?.history.texts[action]?.() ?? coreSentences[action]?.(nameless) ?? action;
}

type Text = () => string;
const texts = m as unknown as Readonly<Record<string, Text | undefined>>;

/** The parts of the house to choose from. */
export function areas(formats: readonly Spoken[]): { value: string; text: string }[] {
	const core = Object.keys(areaNames).map((area) => ({
		value: area,
		text: areaNames[area as CoreArea]()
	}));
	const own = formats.map(({ key, names }) => ({ value: key, text: texts[names.many]?.() ?? key }));
	return [...core, ...own];
}

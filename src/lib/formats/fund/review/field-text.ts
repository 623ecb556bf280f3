import { fieldNames, initiatorNames, targetGroupNames } from '../apply/field-text.ts';
import type { TargetGroup } from '../apply/choices.ts';
import { dayText } from '../../../platform/i18n/dates.ts';
import { formatCount } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { formatCents } from '../../../platform/money.ts';
import { applicantKindNames, costNames, fundingNames } from '../state-text.ts';
import type { ApplicantKind } from '../states.ts';
import type { ChronicleEntry } from './chronicle.server.ts';
import type { ContentField, Say } from './version-changes.ts';

/** What the fields of an application are called: as its form calls them. */
export function contentFieldName(field: ContentField): string {
	const own: Partial<Record<ContentField, () => string>> = {
		point: m.fundstaff_point,
		measureCode: m.fundstaff_measure,
		indicatorKey: m.fundstaff_indicator,
		attachments: m.fundstaff_attachments
	};
	return (own[field] ?? fieldNames[field])?.() ?? field;
}

/** Fields that are a list: what changed in them are whole entries. */
export const listFields: ReadonlySet<ContentField> = new Set([
	'targetGroups',
	'costs',
	'funding',
	'attachments'
]);

type Line = Readonly<{ category: string; label: string; cents: number; minutes: number | null }>;
const lineNames: Readonly<Record<string, () => string>> = { ...costNames, ...fundingNames };

/** How the fields of what was submitted are said. @param places names of places by their id */
export const sayField =
	(locale: Locale, places: Readonly<Record<string, string>>): Say =>
	(field, value) => {
		switch (field) {
			case 'applicantKind':
				return [applicantKindNames[value as ApplicantKind]?.() ?? String(value)];
			case 'initiatedBy':
				return [initiatorNames[String(value)]?.() ?? String(value)];
			case 'placeId':
				return [places[String(value)] ?? String(value)];
			case 'startsOn':
			case 'endsOn':
				return [dayText(String(value), locale)];
			case 'participants':
				return [formatCount(Number(value), locale)];
			case 'targetGroups':
				return (value as readonly string[]).map(groupName);
			case 'costs':
			case 'funding':
				return (value as readonly Line[]).map((line) => lineText(line, locale));
			case 'attachments':
				return value as readonly string[];
			default:
				return [String(value)];
		}
	};

/** A group that the form no longer offers is told by its key. */
export const groupName = (group: string): string =>
	targetGroupNames[group as TargetGroup]?.() ?? group;

const lineText = ({ category, label, cents, minutes }: Line, locale: Locale): string =>
	[
		lineNames[category]?.() ?? category,
		label,
		minutes ? hoursText(minutes, locale) : '',
		formatCents(cents, locale)
	]
		.filter(Boolean)
		.join(' · ');

export const hoursText = (minutes: number, locale: Locale): string =>
	m.fundstaff_hours({
		hours: new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(minutes / 60)
	});

/** Who took a step. */
export function takenByText({ takenAs, displayName }: ChronicleEntry): string {
	switch (takenAs) {
		case 'applicant':
			return m.fundstaff_by_applicant();
		case 'system':
			return m.activities_history_system();
		default:
			return displayName ?? m.activities_history_former();
	}
}

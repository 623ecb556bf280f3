/** What an application said at a submission: `fund_versions.content`. */
export type VersionContent = Readonly<Record<string, unknown>>;

/** The fields of an application in the order of its form; point and sums are told by other fields. */
export const contentFields = [
	'applicantKind',
	'applicantName',
	'title',
	'summary',
	'plan',
	'targetGroups',
	'partners',
	'participants',
	'initiatedBy',
	'placeId',
	'spot',
	'point',
	'startsOn',
	'endsOn',
	'costs',
	'funding',
	'otherApplications',
	'measureCode',
	'indicatorKey',
	'attachments'
] as const;
export type ContentField = (typeof contentFields)[number];

/** A field whose words differ, before and after. A list is one entry per item. */
export type FieldChange = Readonly<{
	field: ContentField;
	before: readonly string[];
	after: readonly string[];
}>;

/** How a field's value is said: one text, or one per item of a list. */
export type Say = (field: ContentField, value: unknown) => readonly string[];

/** Which fields say something else than before. Compared are the words, so that what nobody sees is no change. */
export function changedFields(
	before: VersionContent,
	after: VersionContent,
	say: Say
): FieldChange[] {
	return contentFields.flatMap((field) => {
		const [old, fresh] = [before, after].map((content) => said(content, field, say));
		return old!.join('\n') === fresh!.join('\n') ? [] : [{ field, before: old!, after: fresh! }];
	});
}

function said(content: VersionContent, field: ContentField, say: Say): readonly string[] {
	const value =
		field === 'point' ? pointOf(content['lat'], content['lng']) : (content[field] ?? null);
	return value === null || value === '' ? [] : say(field, value);
}

const pointOf = (lat: unknown, lng: unknown): string | null =>
	typeof lat === 'number' && typeof lng === 'number'
		? `${lat.toFixed(5)}, ${lng.toFixed(5)}`
		: null;

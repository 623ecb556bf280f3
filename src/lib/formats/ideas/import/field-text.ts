import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { ImportField } from './fields.ts';

const labels: Record<ImportField, () => string> = {
	title: () => m.ideadata_column_title(),
	body: () => m.ideadata_column_body(),
	category: () => m.ideadata_column_category(),
	status: () => m.ideadata_column_status(),
	point: () => m.ideadata_field_point(),
	lat: () => m.ideadata_field_lat(),
	lng: () => m.ideadata_field_lng(),
	place: () => m.ideadata_field_place(),
	whereabouts: () => m.ideadata_column_whereabouts(),
	blurred: () => m.ideadata_column_blurred(),
	date: () => m.ideadata_field_date(),
	supports: () => m.ideadata_field_supports(),
	supportsEarlier: () => m.ideadata_field_supports_more(),
	office: () => m.ideadata_column_office(),
	answer: () => m.ideadata_column_answer(),
	answeredOn: () => m.ideadata_column_answered_on(),
	locale: () => m.ideadata_column_locale(),
	visibility: () => m.ideadata_column_visibility(),
	number: () => m.ideadata_field_number(),
	sourceId: () => m.ideadata_field_source_id()
};

export const fieldLabel = (field: ImportField): string => labels[field]();

/** The fields as the form shows them: what is said, where, what became of it, where it comes from. */
export const fieldGroups: readonly Readonly<{
	key: string;
	name: () => string;
	fields: readonly ImportField[];
}>[] = [
	{
		key: 'text',
		name: () => m.ideadata_group_text(),
		fields: ['title', 'body', 'category', 'locale']
	},
	{
		key: 'place',
		name: () => m.ideadata_group_place(),
		fields: ['lat', 'lng', 'point', 'place', 'whereabouts', 'blurred']
	},
	{
		key: 'course',
		name: () => m.ideadata_group_course(),
		fields: ['date', 'status', 'supports', 'supportsEarlier', 'answer', 'answeredOn', 'office']
	},
	{
		key: 'origin',
		name: () => m.ideadata_group_origin(),
		fields: ['sourceId', 'number', 'visibility']
	}
];

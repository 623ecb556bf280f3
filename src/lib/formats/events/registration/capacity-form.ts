import { typedText } from '../../../core/activities/activity-form.ts';

/** The form as it was typed; an empty capacity is no number. */
export type CapacityValues = Readonly<{ dateId: string; quotaKey: string; capacity: string }>;

export const typedCapacity = (form: FormData): CapacityValues => ({
	dateId: typedText(form, 'dateId'),
	quotaKey: typedText(form, 'quotaKey'),
	capacity: typedText(form, 'capacity')
});

export const numberOf = (typed: string): number =>
	/^\d{1,6}$/.test(typed) ? Number(typed) : Number.NaN;

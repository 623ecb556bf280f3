import { typedText, typedTranslation, writtenIn } from '../../core/activities/activity-form.ts';
import { Refusal } from '../../platform/errors.ts';
import type { z } from 'zod';
import { projectInput, stepInput, type ProjectInput, type StepInput } from './project-schema.ts';

type Texts = Readonly<Record<string, string>>;

export type ProjectValues = Readonly<{
	title: Texts;
	summary: Texts;
	carrierId: string;
	measureCode: string;
	underAgreement: boolean;
	initiatedBy: string;
}>;
export type StepValues = Readonly<{ status: string; reachedOn: string; note: Texts }>;

export const projectValuesOf = (project: ProjectInput): ProjectValues => ({
	...project,
	carrierId: project.carrierId ?? '',
	measureCode: project.measureCode ?? ''
});

export const typedProject = (form: FormData): ProjectValues => ({
	title: typedTranslation(form, 'title'),
	summary: typedTranslation(form, 'summary'),
	carrierId: typedText(form, 'carrierId'),
	measureCode: typedText(form, 'measureCode'),
	underAgreement: form.has('underAgreement'),
	initiatedBy: typedText(form, 'initiatedBy')
});

export const typedStep = (form: FormData): StepValues => ({
	status: typedText(form, 'status'),
	reachedOn: typedText(form, 'reachedOn'),
	note: typedTranslation(form, 'note')
});

/** @throws Refusal input_invalid with the reason at each field */
export function checkedProject(typed: ProjectValues, locales: readonly string[]): ProjectInput {
	const main = locales[0]!;
	return parsed(
		projectInput,
		{
			...typed,
			title: writtenIn(locales, typed.title),
			summary: writtenIn(locales, typed.summary),
			carrierId: typed.carrierId || null,
			measureCode: typed.measureCode || null
		},
		typed.title[main] ? {} : { [`title.${main}`]: 'text_missing' }
	);
}

/** @throws Refusal input_invalid, step_in_future */
export function checkedStep(
	typed: StepValues,
	locales: readonly string[],
	today: string
): StepInput {
	const late: Record<string, string> =
		typed.reachedOn > today ? { reachedOn: 'step_in_future' } : {};
	return parsed(stepInput, { ...typed, note: writtenIn(locales, typed.note) }, late);
}

function parsed<Schema extends z.ZodType>(
	schema: Schema,
	value: unknown,
	further: Record<string, string>
): z.infer<Schema> {
	const read = schema.safeParse(value);
	const found = (read.error?.issues ?? []).map(
		({ path, message }) => [path.map(String).join('.'), message] as const
	);
	const fields = { ...further, ...Object.fromEntries(found) };
	if (!read.success || Object.keys(fields).length > 0) {
		throw new Refusal('invalid', 'input_invalid', fields);
	}
	return read.data;
}

import { typedText, typedTranslation, writtenIn } from '../../core/activities/activity-form.ts';
import { Refusal } from '../../platform/errors.ts';
import { isUuid } from '../../platform/db/uuid.ts';
import { answerInput, type AnswerInput, type SeenIdea } from './answer-schema.ts';

/** An answer as it was typed. */
export type AnswerValues = Readonly<{
	status: string;
	reason: Readonly<Record<string, string>>;
	office: string;
	dueOn: string;
}>;

export const emptyAnswer: AnswerValues = { status: '', reason: {}, office: '', dueOn: '' };

export const typedAnswer = (form: FormData): AnswerValues => ({
	status: typedText(form, 'status'),
	reason: typedTranslation(form, 'reason'),
	office: typedText(form, 'office'),
	dueOn: typedText(form, 'dueOn')
});

/**
 * @param locales languages of the map, the main one first
 * @throws Refusal input_invalid with the reason at each field
 */
export function checkedAnswer(typed: AnswerValues, locales: readonly string[]): AnswerInput {
	const read = answerInput.safeParse({
		...typed,
		reason: writtenIn(locales, typed.reason),
		dueOn: typed.dueOn || null
	});
	const fields = Object.fromEntries(
		(read.error?.issues ?? []).map(({ path, message }) => [path.map(String).join('.'), message])
	);
	const main = locales[0]!;
	if (!typed.reason[main]) fields[`reason.${main}`] = 'text_missing';
	if (!read.success || Object.keys(fields).length > 0) {
		throw new Refusal('invalid', 'input_invalid', fields);
	}
	return read.data;
}

/** How an idea that is to be answered is named in a form: `<idea>/<its latest answer or nothing>`. */
export const seenKey = ({ ideaId, lastAnswerId }: SeenIdea): string =>
	`${ideaId}/${lastAnswerId ?? ''}`;

export function seenIdeas(form: FormData): SeenIdea[] {
	return form
		.getAll('idea')
		.map((key) => String(key).split('/'))
		.filter(([ideaId]) => isUuid(ideaId ?? ''))
		.map(([ideaId, answer]) => ({ ideaId: ideaId!, lastAnswerId: answer || null }));
}

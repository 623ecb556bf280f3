import { questionType } from '../../../questions/registry.ts';
import type { LiveQuestion } from '../snapshot.ts';

/**
 * One person's answer as they would read it: the labels of the rows that it alone would make.
 * What does not fit the question (any more) has no words.
 */
export function ownAnswerText(question: LiveQuestion, answer: unknown, locale: string): string {
	const type = questionType(question.type);
	const fitting = type.answerSchema(question.config).safeParse(answer);
	if (!fitting.success) return '';
	const keys = type.tallyKeys(question.config, fitting.data);
	const counts = Object.fromEntries(keys.map((key) => [key, 1]));
	const { rows } = type.table(question.config, { ballots: 1, counts }, locale);
	return rows
		.filter(({ count }) => count > 0)
		.map(({ label }) => label)
		.join(', ');
}

/** How the phone's script reads the form of a type: as its own `answerFromForm` does. */
export function answerShape({ type, config }: LiveQuestion): 'list' | 'number' | 'text' | 'parts' {
	const probe = new FormData();
	probe.set('answer', '1');
	const read = questionType(type).answerFromForm(config, probe);
	if (Array.isArray(read)) return 'list';
	if (typeof read === 'object' && read !== null) return 'parts';
	return typeof read === 'number' ? 'number' : 'text';
}

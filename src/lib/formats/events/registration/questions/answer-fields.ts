const before = 'answers.';

/** Reasons by question as fields of the whole form. */
export const answerFields = (problems: Readonly<Record<string, string>>): Record<string, string> =>
	Object.fromEntries(Object.entries(problems).map(([id, reason]) => [before + id, reason]));

/** Reasons by question again, out of all fields of a refusal. */
export const answerProblems = (
	fields: Readonly<Record<string, string>> = {}
): Record<string, string> =>
	Object.fromEntries(
		Object.entries(fields).flatMap(([field, reason]) =>
			field.startsWith(before) ? [[field.slice(before.length), reason]] : []
		)
	);

import { expect, test } from 'vitest';
import { queueFilterOf } from '#lib/core/moderation/queue-filter.ts';
import { typedText } from '#lib/core/activities/activity-form.ts';
import { typedStep } from '#lib/formats/fund/apply/draft.ts';
import { typedConflict } from '#lib/formats/fund/jury/jury-forms.ts';
import { likePattern } from '#lib/platform/db/like.ts';
import { textOf, textsOf } from '../../src/routes/form-text.ts';

test('a kind of contribution that cannot be one does not limit the queue', () => {
	const kindOf = (text: string) => queueFilterOf(new URLSearchParams(`kind=${text}`)).kind;
	expect(kindOf('ideas.comment')).toBe('ideas.comment');
	for (const text of ['%00', 'ideas.%00', 'ideas', "ideas.'"]) expect(kindOf(text), text).toBe('');
});

test('what is searched for is neither a wildcard nor a zero byte', () => {
	expect(likePattern('50 %_\\')).toBe('%50 \\%\\_\\\\%');
	expect(likePattern('ca\0fé')).toBe('%café%');
});

test('what is typed into a form comes without zero bytes', () => {
	const form = new FormData();
	for (const name of ['title', 'reason', 'targetGroups', 'costs.category', 'costs.label'])
		form.append(name, 'ca\0fé');
	form.append('costs.amount', '1\0');
	expect(textOf(form, 'reason')).toBe('café');
	expect(textsOf(form, 'reason')).toEqual(['café']);
	expect(typedText(form, 'reason')).toBe('café');
	expect(typedConflict(form).reason).toBe('café');
	expect(JSON.stringify([typedStep('what', form), typedStep('costs', form)])).not.toMatch(
		/\\u0000/
	);
	expect(typedStep('costs', form)).toMatchObject({ costs: [{ label: 'café', amount: '1' }] });
});

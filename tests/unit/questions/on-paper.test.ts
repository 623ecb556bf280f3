import { describe, expect, test } from 'vitest';
import { questionType } from '#lib/questions/registry.ts';
import type { PaperForm } from '#lib/questions/contract.ts';
import { everySample, locales } from './samples.ts';

const crossesOf = (form: PaperForm) => {
	if (form.kind === 'boxes') return form.most === 1 ? form.boxes : [];
	return form.kind === 'row' ? [...form.values, ...form.beside] : [];
};

describe.each(everySample)('%s on paper', (_, { type, config }) => {
	test.each(locales)('says in %s how it is filled in', (locale) => {
		const form = questionType(type.key).paper?.(config, locale);
		if (form) expect(form.rule).not.toBe('');
	});

	test('a single cross is an answer that the question takes', () => {
		const form = questionType(type.key).paper?.(config, 'de');
		for (const { answer } of form ? crossesOf(form) : []) {
			expect(type.answerSchema(config).safeParse(answer).success).toBe(true);
		}
	});
});

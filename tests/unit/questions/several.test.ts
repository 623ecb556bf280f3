import fc from 'fast-check';
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import { answerCells, answerColumns, answeredQuestions } from '#lib/questions/answer-text.ts';
import type { ListedQuestion } from '#lib/questions/contract.ts';
import { questionType } from '#lib/questions/registry.ts';
import SeveralQuestions from '#lib/questions/SeveralQuestions.svelte';
import { prefixOf, readAnswers } from '#lib/questions/several.ts';
import { postedForm } from '../../fixture/posted-form.ts';
import { everySample, formOf, locales } from './samples.ts';

const everyQuestion: ListedQuestion[] = everySample.map(([name, { type, config }], index) => ({
	id: `question${index}`,
	type: type.key,
	prompt: { de: `Frage ${name}` },
	config,
	required: false
}));
const said = fc.tuple(...everySample.map(([, { answer }]) => fc.option(answer)));
const stored = (raw: readonly unknown[]) =>
	Object.fromEntries(
		everyQuestion.flatMap(({ id, type, config }, index) => {
			const fitting = questionType(type).answerSchema(config).safeParse(raw[index]);
			return raw[index] !== null && fitting.success ? [[id, fitting.data]] : [];
		})
	);

const draw = (props: Record<string, unknown>) =>
	render(SeveralQuestions as Component<Record<string, unknown>>, { props }).body;

const [allergies, food]: ListedQuestion[] = [
	{
		id: 'allergies',
		type: 'text',
		prompt: { de: 'Gibt es Allergien?' },
		config: { maxLength: 20 },
		required: false
	},
	{
		id: 'food',
		type: 'choice',
		prompt: { de: 'Was möchten Sie essen?' },
		config: {
			options: ['suppe', 'salat'].map((id) => ({ id, label: { de: id } })),
			min: 1,
			max: 1,
			noneOfThese: false
		},
		required: true
	}
];
const dinner = [allergies!, food!];
const field = (question: ListedQuestion) => `${prefixOf(question)}answer`;

describe('several questions in one form', () => {
	test('what was answered comes out of the posted form again, whatever is asked beside it', () => {
		fc.assert(
			fc.property(said, (raw) => {
				const answers = stored(raw);
				const posted = postedForm(draw({ questions: everyQuestion, answers }));
				expect(readAnswers(everyQuestion, posted)).toMatchObject({ answers, problems: {} });
			}),
			{ numRuns: 20 }
		);
	});

	test('only those that must be answered complain when nothing was said', () => {
		const everything = everyQuestion.map((question) => ({ ...question, required: true }));
		const empty = (questions: ListedQuestion[]) =>
			readAnswers(questions, postedForm(draw({ questions })));
		expect(empty(everyQuestion)).toMatchObject({ answers: {}, problems: {} });
		// An information is read by whoever sends the form; a consent that is needed says so itself.
		const reasonOf = ({ type, config }: ListedQuestion) =>
			type === 'consent' && (config as { required: boolean }).required
				? 'consent_required'
				: 'answer_missing';
		expect(empty(everything).problems).toEqual(
			Object.fromEntries(
				everything
					.filter(({ type }) => type !== 'information')
					.map((question) => [question.id, reasonOf(question)])
			)
		);
	});

	test('everything that is wrong is told at once, and what was typed is still there', () => {
		const tooLong = 'Erdnüsse, Milch und Weizen';
		const read = readAnswers(dinner, formOf({ [field(allergies!)]: tooLong }));
		expect(read.problems).toEqual({ allergies: 'text_too_long', food: 'answer_missing' });
		const html = draw({ questions: dinner, answers: read.typed, problems: read.problems });
		expect(html).toContain(`${tooLong}</textarea>`);
		for (const { id } of dinner) expect(html).toContain(`href="#q-${id}-prompt"`);
		expect(html).toContain('2 Antworten passen noch nicht');
	});

	test('an answer goes to its question when the asker has changed the order meanwhile', () => {
		const form = formOf({ [field(food!)]: 'salat', [field(allergies!)]: 'Nüsse' });
		const { answers } = readAnswers(dinner.toReversed(), form);
		expect(answers).toEqual({ allergies: 'Nüsse', food: ['salat'] });
	});

	test('an answer that no database could keep is refused like any other that does not fit', () => {
		const question = { ...allergies!, type: 'choice', config: food!.config };
		const form = formOf({ [field(question)]: '\uD800' });
		expect(readAnswers([question], form).problems).toEqual({ allergies: 'option_unknown' });
	});
});

describe('what several questions were answered', () => {
	test('reads as prompt and text, without those left out', () => {
		const answers = { food: ['suppe'] };
		const read = answeredQuestions(dinner, answers, 'de');
		expect(read.map(({ question, text }) => [question.id, text])).toEqual([['food', 'suppe']]);
	});

	test.each(locales)('has a cell under every column in %s', (locale) => {
		const columns = answerColumns(everyQuestion, locale);
		fc.assert(
			fc.property(said, (raw) => {
				expect(answerCells(everyQuestion, stored(raw), locale)).toHaveLength(columns.length);
			}),
			{ numRuns: 20 }
		);
		expect(answerCells(everyQuestion, {}, locale)).toEqual(columns.map(() => ''));
	});
});

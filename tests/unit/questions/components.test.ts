import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import { editorProblems } from '#lib/questions/config-problem.ts';
import { editorOf, inputOf, resultOf } from '#lib/questions/components.ts';
import { formPart } from '#lib/questions/form-fields.ts';
import { questionType, questionTypes } from '#lib/questions/registry.ts';
import { postedForm } from '../../fixture/posted-form.ts';
import { counted, everySample, formOf, locales } from './samples.ts';
import fc from 'fast-check';

const draw = <Props extends Record<string, unknown>>(component: Component<Props>, props: Props) =>
	// A comment of the hydration is of no interest to a reader.
	render(component as Component, { props }).body.replace(/<!--.*?-->/g, '');

const tags = (html: string, name: string) => html.match(new RegExp(`<${name}\\b[^>]*>`, 'g')) ?? [];
const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
const idsOf = (html: string) => [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);

/** Every id that a field refers to is there; the prompt is drawn by the page. */
function expectWired(html: string) {
	const there = new Set(['q1-prompt', ...idsOf(html)]);
	const referred = [...html.matchAll(/\s(?:aria-labelledby|aria-describedby|for)="([^"]*)"/g)];
	for (const [, ids] of referred) for (const id of ids!.split(' ')) expect(there).toContain(id);
	expect(idsOf(html)).toHaveLength(new Set(idsOf(html)).size);
}

describe('a question type is one folder and one line', () => {
	const folders = readdirSync('src/lib/questions', { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name);

	test('every folder is a type of that name, and every type has a folder', () => {
		expect(questionTypes.map(({ key }) => key).sort()).toEqual(folders.sort());
	});

	test.each(folders)('%s brings its rules and its three components', (folder) => {
		for (const file of ['index.ts', 'Input.svelte', 'Result.svelte', 'Editor.svelte'])
			expect(existsSync(`src/lib/questions/${folder}/${file}`), file).toBe(true);
		for (const component of [inputOf, resultOf, editorOf])
			expect(component(folder)).toBeTypeOf('function');
	});

	test('no other file of the room names a type', () => {
		const shared = readdirSync('src/lib/questions').filter((file) => /\.(ts|svelte)$/.test(file));
		const naming = shared.filter((file) => {
			const code = readFileSync(`src/lib/questions/${file}`, 'utf8');
			return folders.some(
				(folder) => code.includes(`./${folder}/`) || code.includes(`'${folder}'`)
			);
		});
		expect(naming).toEqual(['registry.ts']);
	});

	test('an unknown type is a fault, not an empty page', () => {
		expect(() => questionType('karaoke')).toThrow('unknown question type karaoke');
		expect(() => inputOf('karaoke')).toThrow('has no Input.svelte');
	});
});

describe.each(everySample)('%s', (_, sample) => {
	const { type, config } = sample;
	const Input = inputOf(type.key);
	const props = { config, idPrefix: 'q1', locale: 'de' };

	test('can be answered with plain fields named answer, in a group named by the prompt', () => {
		const html = draw(Input, props);
		const fields = ['input', 'textarea', 'select'].flatMap((name) => tags(html, name));
		expect(fields.length).toBeGreaterThan(0);
		for (const field of fields) expect(attribute(field, 'name')).toMatch(/^answer(\.|$)/);
		expect(html).toContain('aria-labelledby="q1-prompt"');
		expect(html).not.toContain('<form');
		expect(html).not.toContain('<legend');
		expectWired(html);
	});

	test('says in the reader’s language what was wrong, and the group or field refers to it', () => {
		for (const locale of locales) {
			const html = draw(Input, { ...props, locale, problem: 'answer_missing' });
			const message = type.answerProblem(config, 'answer_missing', locale);
			expect(html).toContain(`id="q1-problem" role="alert">${message}<`);
			expect(html).toMatch(/aria-describedby="[^"]*q1-problem/);
			expectWired(html);
		}
	});

	test('shows what was said before, so that sending it again changes nothing', () => {
		for (const raw of fc.sample(sample.answer, 20)) {
			const said = type.answerSchema(config).parse(raw);
			const posted = postedForm(draw(Input, { ...props, answer: said }));
			const read = type.answerFromForm(config, posted);
			expect(type.answerSchema(config).parse(read)).toEqual(said);
		}
	});

	test('can stand in a form with other questions, each under names of its own', () => {
		const [raw] = fc.sample(sample.answer, 1);
		const said = type.answerSchema(config).parse(raw);
		const html = draw(Input, { ...props, answer: said, namePrefix: 'q7.' });
		const posted = postedForm(html + draw(Input, { ...props, namePrefix: 'q70.' }));
		const read = type.answerFromForm(config, formPart(posted, 'q7.'));
		expect(type.answerSchema(config).parse(read)).toEqual(said);
	});

	test('takes no answer while it is disabled', () => {
		const html = draw(Input, { ...props, disabled: true });
		expect(html).toMatch(/<(fieldset|textarea|input|select)[^>]*\sdisabled/);
	});

	test.each(['page', 'stage'] as const)('its result is a sentence and a table on a %s', (size) => {
		const tally = counted(sample, fc.sample(sample.answer, 20));
		for (const locale of locales) {
			const html = draw(resultOf(type.key), { config, tally, locale, size });
			expect(tags(html, 'figcaption')).toHaveLength(1);
			expect(tags(html, 'tbody')).toHaveLength(1);
			const rows = type.table(config, tally, locale).rows;
			expect(tags(html, 'th').filter((cell) => cell.includes('scope="row"'))).toHaveLength(
				rows.length
			);
			expect(html).not.toMatch(/\sstyle=/);
			// The picture says nothing that sentence and table do not say.
			const [, picture = ''] = html.split(/<div class="chart[^>]*aria-hidden="true">/);
			expect(picture.split('<svg').length).toBe(html.split('<svg').length);
		}
	});

	test('without answers its result is a sentence and nothing to misread', () => {
		const html = draw(resultOf(type.key), {
			config,
			tally: { ballots: 0, counts: {} },
			locale: 'en',
			size: 'page'
		});
		expect(html).toContain('Nobody has answered yet.');
		expect(html).not.toContain('<table');
	});

	test('what somebody typed stays text', () => {
		const hostile = '<img src=x onerror=alert(1)>';
		const tally = { ballots: 1, counts: { [hostile]: 1 } };
		for (const size of ['page', 'stage'] as const)
			expect(draw(resultOf(type.key), { config, tally, locale: 'de', size })).not.toContain(
				'<img src=x'
			);
	});

	test('the asker’s form has a labelled field for everything that the config is read from', () => {
		const languages = ['de', 'ar', 'de-simple'];
		const values = type.configToForm(config, languages);
		const html = draw(editorOf(type.key), {
			values,
			locales: languages,
			locale: 'de',
			idPrefix: 'q1',
			material: type.material?.(config)
		});
		const fields = ['input', 'textarea', 'select'].flatMap((name) => tags(html, name));
		const named = fields.map((field) => attribute(field, 'name'));
		for (const name of Object.keys(values)) expect(named).toContain(name);
		expectWired(html);
		const labelled = new Set([...html.matchAll(/<label[^>]*\sfor="([^"]*)"/g)].map(([, id]) => id));
		for (const field of fields.filter((tag) => !/type="(hidden|checkbox)"/.test(tag)))
			expect(labelled).toContain(attribute(field, 'id'));
	});

	test('a refused form shows the reasons at the fields and keeps what was typed', () => {
		const languages = ['de', 'ar'];
		const material = type.material?.(config);
		const read = (typed: Record<string, string>) =>
			type.configSchema.safeParse(type.configFromForm(formOf(typed), languages, material));
		const values = Object.entries(type.configToForm(config, languages));
		// Numbers and days get one that no config takes; lists lose their first line.
		const odd = Object.fromEntries(
			values.map(([name, value]) => [
				name,
				/^-?\d[\d.-]*$/.test(value) ? '4711' : value.replace(/^[^\n]*(?=\n)/, '')
			])
		);
		// Where texts alone are asked for, these are longer than any config takes.
		const endless = 'lang '.repeat(1000).trim();
		const typed = read(odd).success
			? Object.fromEntries(values.map(([name]) => [name, endless]))
			: odd;
		const problems = editorProblems(read(typed).error!);
		for (const locale of locales) {
			const html = draw(editorOf(type.key), {
				values: typed,
				problems,
				locales: languages,
				locale,
				idPrefix: 'q1',
				material
			});
			if (Object.values(typed).includes('4711')) expect(html).toContain('value="4711"');
			for (const value of Object.values(typed).filter((text) => text.startsWith('\n')))
				expect(html).toContain(value.trim());
			if (typed !== odd) expect(html).toContain(`>${endless}<`);
			expect(html).toMatch(/aria-invalid="true"/);
			expect(tags(html, 'p').filter((tag) => tag.includes('class="error"')).length).toBeGreaterThan(
				0
			);
			expectWired(html);
		}
	});
});

test('every option of a choice is a radio for one and a checkbox for many', () => {
	const options = ['a', 'b', 'c'].map((id) => ({ id, label: { de: id } }));
	const kinds = (max: number) =>
		tags(
			draw(inputOf('choice'), {
				config: { options, min: 1, max, noneOfThese: true },
				locale: 'de',
				idPrefix: 'q1'
			}),
			'input'
		).map((field) => attribute(field, 'type'));
	expect(kinds(1)).toEqual(Array(4).fill('radio'));
	expect(kinds(2)).toEqual(Array(4).fill('checkbox'));
});

test('a label says in which language it is where it is not the reader’s', () => {
	const config = {
		options: [
			{ id: 'a', label: { de: 'Bänke', ar: 'مقاعد' } },
			{ id: 'b', label: { de: 'Licht' } }
		],
		min: 1,
		max: 1,
		noneOfThese: false
	};
	const html = draw(inputOf('choice'), { config, locale: 'ar', idPrefix: 'q1' });
	expect(html).toMatch(/lang="ar" dir="auto"[^>]*>مقاعد</);
	expect(html).toMatch(/lang="de" dir="auto"[^>]*>Licht</);
});

test('the widths of bars are shares of people, and a row that stands apart is hatched, not only coloured', () => {
	const config = {
		options: [
			{ id: 'a', label: { de: 'Bänke' } },
			{ id: 'b', label: { de: 'Licht' } }
		],
		min: 1,
		max: 2,
		noneOfThese: true
	};
	const html = draw(resultOf('choice'), {
		config,
		tally: { ballots: 8, counts: { a: 6, b: 4, none: 1 } },
		locale: 'de',
		size: 'page'
	});
	const bars = tags(html, 'rect').filter((rect) => rect.includes('class="value'));
	expect(bars.map((rect) => attribute(rect, 'width'))).toEqual(['75%', '50%', '12.5%']);
	expect(bars.map((rect) => /url\(#/.test(rect))).toEqual([false, false, true]);
});

test('what is right is marked by a sign and a word, in the picture and in the table', () => {
	const config = {
		options: ['a', 'b'].map((id) => ({ id, label: { de: id } })),
		min: 1,
		max: 1,
		noneOfThese: false,
		right: ['b']
	};
	const tally = { ballots: 3, counts: { a: 2, b: 1 } };
	const marks = (own: object) => {
		const html = draw(resultOf('choice'), { config: own, tally, locale: 'de', size: 'page' });
		return html.match(/✓<\/span> richtig/g)?.length ?? 0;
	};
	expect(marks(config)).toBe(2);
	expect(marks({ ...config, right: undefined })).toBe(0);
});

test('an order can be made with lists alone; the buttons for tapping wait for their script', () => {
	const config = { options: ['a', 'b', 'c'].map((id) => ({ id, label: { de: id } })), max: 2 };
	const html = draw(inputOf('ranking'), { config, locale: 'de', idPrefix: 'q1' });
	expect(tags(html, 'select')).toHaveLength(2);
	expect(html).toMatch(/<div class="taps[^>]* hidden/);
	expect(tags(html, 'button').every((button) => button.includes('type="button"'))).toBe(true);
});

test('each mark of a table of ratings is named by its line and its step', () => {
	const config = {
		items: ['sicher', 'sauber'].map((id) => ({ id, label: { de: id } })),
		steps: [{ de: 'nein' }, { de: 'ja' }],
		dontKnow: false,
		all: true
	};
	const html = draw(inputOf('matrix'), { config, locale: 'de', idPrefix: 'q1' });
	const named = tags(html, 'input').map((field) => attribute(field, 'aria-labelledby'));
	expect(named).toEqual([
		'q1-item-0 q1-step-1',
		'q1-item-0 q1-step-2',
		'q1-item-1 q1-step-1',
		'q1-item-1 q1-step-2'
	]);
	const refused = draw(inputOf('matrix'), {
		config,
		locale: 'de',
		idPrefix: 'q1',
		problem: 'items_missing_1'
	});
	expect(tags(refused, 'tr').filter((row) => row.includes('missing'))).toHaveLength(1);
});

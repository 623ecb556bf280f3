import { readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { complaintAbout, target } from './architecture/arrows.ts';
import { filesIn, importsOf } from './architecture/source.ts';

const code = [...filesIn('src'), ...filesIn('migrations'), ...filesIn('scripts')].filter((file) =>
	/\.(ts|svelte)$/.test(file)
);
const tests = filesIn('tests').filter((file) => file.endsWith('.ts'));

/** Own drawings that are put on a page as they are; each makes its mark-up from numbers and fixed texts only. */
const ownMarkup: readonly string[] = [
	'src/lib/formats/live/stage/JoinPanel.svelte', // QR code
	'src/routes/(staff)/account/second-factor/+page.svelte' // QR code
];

/** The list, the routes, and what the process wires at its start because it serves a format's hot paths. */
const mayKnowFormats =
	/^src\/lib\/formats\/registry\.ts$|^src\/routes\/|^scripts\/|^src\/lib\/house\.server\.ts$|^src\/server\.ts$/;

/** Lists of offenders read better than `false`: each entry says what is wrong and what to do. */
function offenders(files: readonly string[], wrong: (text: string, file: string) => string | null) {
	return files.flatMap((file) => {
		const complaint = wrong(readFileSync(file, 'utf8'), file);
		return complaint ? [`${file}: ${complaint}`] : [];
	});
}

describe('the arrows between the rooms', () => {
	test('no import goes against them', () => {
		const complaints = code
			.flatMap((file) => importsOf(file))
			.flatMap((given) => {
				const complaint = complaintAbout(given);
				return complaint ? [`${given.file}: ${complaint}`] : [];
			});
		expect(complaints).toEqual([]);
	});

	test('every import is seen: of values and types, passed on, awaited, in components', () => {
		const text = `<script lang="ts" module>
				import type { A } from './a.ts';
				export * from './b.ts';
			</script>
			<script>
				import { c } from './c.ts';
				type D = import('./d.ts').D;
				const e = await import('./e.ts');
			</script>`;
		expect(importsOf('src/lib/ui/Sample.svelte', text)).toEqual(
			['./a.ts', './b.ts', './c.ts', './d.ts', './e.ts'].map((specifier) => ({
				file: 'src/lib/ui/Sample.svelte',
				specifier,
				typeOnly: ['./a.ts', './d.ts'].includes(specifier)
			}))
		);
	});

	test.each([
		['src/lib/core/places/reads.server.ts', '#lib/formats/live/rules.ts', 'other way'],
		['src/lib/core/places/reads.server.ts', '#lib/formats/registry.ts', 'other way'],
		['src/lib/core/indicators/facts.ts', '#lib/questions/registry.ts', 'other way'],
		['src/lib/questions/choice/index.ts', '#lib/core/places/tree.ts', 'other way'],
		['src/lib/questions/choice/index.ts', '../scale/index.ts', 'directly into'],
		['src/lib/formats/live/rules.ts', '../surveys/rules.ts', 'no format knows another'],
		['src/lib/formats/contract.ts', './live/rules.ts', 'no format knows another'],
		['src/lib/formats/live/rules.ts', '../registry.ts', 'other way'],
		['src/lib/formats/live/rules.ts', '#lib/house.server.ts', 'other way'],
		['src/lib/access/can.ts', '#lib/core/places/tree.ts', 'other way'],
		['src/lib/platform/config.ts', '#lib/access/can.ts', 'other way'],
		['src/lib/ui/Field.svelte', '#lib/access/can.ts', 'other way'],
		['src/lib/ui/Field.svelte', '#lib/platform/config.ts', 'other way'],
		['src/lib/house.server.ts', '../routes/place.ts', 'other way'],
		['migrations/20260101T0000_create_x.ts', '#lib/platform/errors.ts', 'packages only'],
		['migrations/20260101T0000_create_x.ts', './shared.ts', 'packages only'],
		['src/routes/+page.server.ts', 'kysely', 'holds no SQL'],
		['src/routes/+page.svelte', '#lib/core/places/reads.server.ts', '+page.server.ts'],
		['src/routes/+page.ts', '#lib/platform/db/database.server.ts', '+page.server.ts'],
		['src/lib/formats/live/rules.ts', './reads.server.ts', 'browser'],
		['src/lib/formats/live/rules.ts', 'kysely', 'types only'],
		['src/lib/formats/live/rules.ts', 'node:crypto', 'types only'],
		['src/lib/core/people/sign-in.server.ts', 'lucia', 'one module'],
		['src/lib/core/places/tree.ts', '$lib/platform/errors', '#lib/'],
		['src/lib/core/places/tree.ts', '$app/environment', 'parameter'],
		['src/lib/core/places/tree.ts', './place', 'extension'],
		['src/lib/questions/registry.ts', './choice/Input.svelte', 'components.ts']
	])('%s may not import %s', (file, specifier, advice) => {
		expect(complaintAbout({ file, specifier, typeOnly: false })).toContain(advice);
	});

	test.each([
		['src/routes/+page.server.ts', '#lib/formats/registry.ts'],
		['src/hooks.server.ts', '#lib/house.server.ts'],
		['src/routes/+page.server.ts', './$types'],
		['src/lib/house.server.ts', './formats/registry.ts'],
		['src/lib/formats/live/writes.server.ts', '#lib/core/history/record.server.ts'],
		['src/lib/formats/live/Stage.svelte', '#lib/ui/Notice.svelte'],
		['src/lib/formats/registry.ts', './live/format.ts'],
		['src/lib/ui/Field.svelte', '#lib/platform/i18n/paraglide/messages.js'],
		['src/lib/core/people/sessions/lucia.server.ts', 'lucia'],
		['migrations/20260101T0000_create_x.ts', 'kysely'],
		['scripts/import.ts', '#lib/formats/registry.ts'],
		['tests/db/history.test.ts', '#lib/core/history/record.server.ts']
	])('%s may import %s', (file, specifier) => {
		expect(complaintAbout({ file, specifier, typeOnly: false })).toBeNull();
	});

	test('a type of a server module may be used everywhere', () => {
		const file = 'src/lib/formats/contract.ts';
		const specifier = '../platform/db/database.server.ts';
		expect(complaintAbout({ file, specifier, typeOnly: true })).toBeNull();
		expect(complaintAbout({ file, specifier, typeOnly: false })).toContain('browser');
	});
});

describe('rooms stay small and named', () => {
	// Tests list cases; they may be a little longer before they are hard to read.
	test.each([
		['the code', code, 300],
		['the tests', tests, 400]
	])('no file of %s is too long', (_, files, limit) => {
		const long = offenders(files, (text) => {
			const lines = text.split('\n').length;
			return lines > limit ? `${lines} lines; find the second reason to change, move it out` : null;
		});
		expect(long).toEqual([]);
	});

	test('no file is called utils or helpers: a name says what is in it', () => {
		const nameless = [...code, ...tests].filter((file) =>
			/^(utils?|helpers?|misc|stuff)\b/i.test(basename(file))
		);
		expect(nameless).toEqual([]);
	});

	test('migrations are named YYYYMMDDTHHMM_verb_noun', () => {
		const misnamed = filesIn('migrations').filter(
			(file) => !/^migrations\/\d{8}T\d{4}_[a-z]+(_[a-z0-9]+)+\.ts$/.test(file)
		);
		expect(misnamed).toEqual([]);
	});
});

describe('routes are adapters', () => {
	const routes = code.filter((file) => file.startsWith('src/routes/'));

	test('no route speaks SQL', () => {
		const queries = /\.(selectFrom|insertInto|updateTable|deleteFrom|transaction)\(|\bsql`/;
		const speaking = offenders(routes, (text) =>
			queries.test(text) ? 'move the query into src/lib (reads or writes) and call that' : null
		);
		expect(speaking).toEqual([]);
	});
});

describe('what the security policy forbids would silently do nothing', () => {
	const components = code.filter((file) => file.endsWith('.svelte'));

	test('no component has an inline style or script', () => {
		const inline = offenders(components, (text) => {
			const markup = text.replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>/g, '');
			return /\sstyle(:[\w-]+)?=|\son[a-z]+="/.test(markup)
				? 'use a class, or an attribute of SVG, <meter> or <progress>'
				: null;
		});
		expect(inline).toEqual([]);
	});

	test('raw mark-up is put in only where it is our own drawing', () => {
		const raw = components.filter((file) => readFileSync(file, 'utf8').includes('{@html'));
		expect(raw.filter((file) => !ownMarkup.includes(file))).toEqual([]);
	});
});

describe('what it takes to add a part', () => {
	const foldersIn = (folder: string) =>
		readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
			entry.isDirectory() ? [`${folder}/${entry.name}`] : []
		);
	/** Each file is read once, however many folders ask. */
	const targets = code
		.filter((file) => file.startsWith('src/'))
		.map((file) => [file, importsOf(file).map(target)] as const);
	const importersOf = (folder: string) =>
		targets
			.filter(([file]) => !file.startsWith(`${folder}/`))
			.filter(([, named]) => named.some((path) => path?.startsWith(`${folder}/`)))
			.map(([file]) => file);

	test('a question type is one folder and one line in the registry', () => {
		for (const folder of foldersIn('src/lib/questions')) {
			const importers = importersOf(folder).filter(
				(file) => !file.startsWith('src/lib/questions/')
			);
			expect(importers, `${folder} is known outside the registry; use questionType(key)`).toEqual(
				[]
			);
			const lines = readFileSync('src/lib/questions/registry.ts', 'utf8').split('\n');
			expect(
				lines.filter((line) => line.includes(`'./${basename(folder)}/`)),
				`${folder} needs its line in questions/registry.ts`
			).toHaveLength(1);
		}
	});

	test('a format is one folder, one line in the registry, its routes and its migration', () => {
		for (const folder of foldersIn('src/lib/formats')) {
			const importers = importersOf(folder).filter((file) => !mayKnowFormats.test(file));
			expect(importers, `${folder} is known outside its routes; use formats/registry.ts`).toEqual(
				[]
			);
			const lines = readFileSync('src/lib/formats/registry.ts', 'utf8').split('\n');
			expect(
				lines.filter((line) => line.includes(`'./${basename(folder)}/format`)),
				`${folder} needs its line in formats/registry.ts`
			).toHaveLength(1);
		}
	});
});

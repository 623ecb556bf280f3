import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { areaNames, coreAreas, coreSentences } from '#lib/core/history/sentences.ts';
import { formats } from '#lib/formats/registry.ts';
import { locales } from '#lib/platform/i18n/paraglide/runtime.js';
import { historyTexts as ideaTexts } from '#lib/formats/ideas/history-text.ts';
import { historyTexts as liveTexts } from '#lib/formats/live/history-text.ts';

/**
 * Reads the source: whatever is handed to `record` as an action is a literal there, a choice between literals, or comes
 * through a helper whose parameter says its first word in its type (`observation.${string}`). The verbs of
 * formats are checked by the compiler (`LiveVerb`, `IdeaVerb`, `FundVerb`, `EventVerb`, `ContactVerb`).
 */
const files = globSync('src/lib/**/*.ts')
	.filter((path) => !path.includes('paraglide'))
	.map((path) => ({
		path,
		tree: ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)
	}));

function nodes(within: ts.Node): ts.Node[] {
	const found: ts.Node[] = [within];
	ts.forEachChild(within, (child) => void found.push(...nodes(child)));
	return found;
}

const all = files.flatMap(({ path, tree }) => nodes(tree).map((node) => ({ path, node })));

const calls = (name: RegExp) =>
	all.flatMap(({ path, node }) =>
		ts.isCallExpression(node) && name.test(node.expression.getText()) ? [{ path, call: node }] : []
	);

/** The action of the entry, or the expression that it comes from. */
function actionOf(call: ts.CallExpression): ts.Expression | string | null {
	const entry = call.arguments.at(-1);
	if (!entry || !ts.isObjectLiteralExpression(entry)) return null;
	for (const property of entry.properties) {
		if (property.name?.getText() !== 'action') continue;
		return ts.isPropertyAssignment(property) ? property.initializer : 'parameter';
	}
	return null;
}

function literals(expression: ts.Expression): string[] | null {
	if (ts.isStringLiteral(expression)) return [expression.text];
	if (!ts.isConditionalExpression(expression)) return null;
	const both = [literals(expression.whenTrue), literals(expression.whenFalse)];
	return both.includes(null) ? null : both.flatMap((one) => one!);
}

/** First words that helpers hand on, from the types of their parameters. */
const firstWords = new Set(
	all.flatMap(({ node }) =>
		ts.isParameter(node) && node.type && ts.isTemplateLiteralTypeNode(node.type)
			? [node.type.head.text.split('.')[0]!]
			: []
	)
);

function recorded(): Set<string> {
	const actions = new Set<string>();
	for (const { path, call } of calls(/^(record|recordOfResident)$/)) {
		const action = actionOf(call);
		if (action === 'parameter') continue;
		// The verbs of formats.
		if (
			action &&
			typeof action !== 'string' &&
			/^`(live|ideas|fund|events|contact)\.\$\{verb\}`$/.test(action.getText())
		)
			continue;
		const read = action && typeof action !== 'string' ? literals(action) : null;
		expect(read, `${path}: an action that this test cannot read`).not.toBeNull();
		read!.forEach((one) => actions.add(one));
	}
	for (const { call } of calls(/^tell(OfObservation)?$/)) {
		for (const argument of call.arguments)
			for (const one of literals(argument) ?? [])
				if (firstWords.has(one.split('.')[0]!) && one.includes('.')) actions.add(one);
	}
	return actions;
}

test('every action that core records anywhere has a sentence, and no sentence waits for an action', () => {
	const actions = recorded();
	expect(actions.size).toBeGreaterThan(35);
	expect([...actions].sort()).toEqual(Object.keys(coreSentences).sort());
});

test('every sentence exists in every language and names whom it is about', () => {
	const names = { subject: 'Aylin', role: 'Rolle', organisation: 'Verein' };
	const withoutName = new Set([
		'mail.retried',
		'people.tidied',
		'cautionWord.added',
		'cautionWord.removed'
	]);
	for (const [action, sentence] of Object.entries(coreSentences)) {
		const told = locales.map((locale) => sentence(names, { locale }));
		for (const [index, text] of told.entries()) {
			const where = `${action} ${locales[index]}`;
			if (!withoutName.has(action)) expect(text, where).toContain('Aylin');
			expect(text, where).not.toContain('{');
		}
	}
});

test('every action belongs to an area, and formats tell theirs under their own key', () => {
	const words = new Set<string>(Object.values(coreAreas).flat());
	for (const action of Object.keys(coreSentences))
		expect(words.has(action.split('.')[0]!), action).toBe(true);
	for (const { key, history } of formats)
		for (const action of Object.keys(history.texts)) expect(action.split('.')[0]).toBe(key);
	expect(Object.keys(areaNames)).toEqual(Object.keys(coreAreas));
});

test.each([
	['live', liveTexts],
	['ideas', ideaTexts]
])('the verbs that %s records are all told', (format, texts) => {
	const verbs = calls(/^(recordOf|recordOfIdea|recordOfAuthor|editing)$/)
		.filter(({ path }) => path.includes(`/formats/${format}/`))
		.flatMap(({ call }) => call.arguments.flatMap((argument) => literals(argument) ?? []));
	expect(verbs).toContain('deleted');
	for (const verb of verbs) expect(Object.keys(texts)).toContain(`${format}.${verb}`);
});

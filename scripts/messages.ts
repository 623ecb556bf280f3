/** Checks the messages of all languages: `npm run messages`; the build and the tests call it first. */
import { readdirSync, readFileSync } from 'node:fs';
import { problemsOf, type AreaTexts } from './messages/problems.ts';
import { unusedKeys } from './messages/unused.ts';

const i18n = 'src/lib/platform/i18n';
const settings = JSON.parse(readFileSync(`${i18n}/project.inlang/settings.json`, 'utf8')) as {
	locales: string[];
	'plugin.inlang.messageFormat': { pathPattern: string[] };
};
const listed = settings['plugin.inlang.messageFormat'].pathPattern;

const problems = readdirSync(`${i18n}/messages`).flatMap((area) => {
	const unlisted = listed.includes(`./messages/${area}/{locale}.json`)
		? []
		: [`${area}: not listed in project.inlang/settings.json, so its messages do not exist`];
	return [...unlisted, ...problemsOf(area, readArea(area), settings.locales)];
});
const keys = readdirSync(`${i18n}/messages`).flatMap((area) =>
	Object.keys(readArea(area)['de'] ?? {}).filter((key) => key !== '$schema')
);
problems.push(...unusedKeys(keys, sourceTexts()).map((key) => `${key}: no code says it`));
for (const problem of problems) console.error(problem);
console.log(
	problems.length === 0 ? 'All messages are there in every language.' : `${problems.length} wrong`
);
process.exitCode = problems.length === 0 ? 0 : 1;

/** Everything that may say a message, without the messages and what is compiled from them. */
function* sourceTexts(): Iterable<string> {
	for (const folder of ['src', 'scripts']) {
		for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
			if (!/\.(ts|svelte)$/.test(path) || path.includes('i18n/paraglide/')) continue;
			yield readFileSync(`${folder}/${path}`, 'utf8');
		}
	}
}

function readArea(area: string): AreaTexts {
	const texts: Record<string, AreaTexts[string]> = {};
	for (const file of readdirSync(`${i18n}/messages/${area}`)) {
		texts[file.replace(/\.json$/, '')] = JSON.parse(
			readFileSync(`${i18n}/messages/${area}/${file}`, 'utf8')
		) as AreaTexts[string];
	}
	return texts;
}

/**
 * npm run i18n: compiles the messages for the type check, the tests and the build. What is compiled stays until
 * something it is made of changes: compiling takes 20 s, and a test run needs it twice.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '@inlang/paraglide-js';
import { paraglideOptions } from '../src/lib/platform/i18n/paraglide-options.ts';

const compiled = paraglideOptions.outdir;
const stamp = join(compiled, '.compiled-from');
/** Differs between the compiler's ways of writing, so what the dev server wrote is not taken for the build's. */
const index = join(compiled, 'messages/_index.js');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== digest()) {
	await compile({ ...paraglideOptions, outputStructure: 'message-modules' });
	gatherDeclarations();
	writeFileSync(stamp, digest());
}

/**
 * The bundler wants a module for each message, the type check one file with all their types: it takes 155 s with
 * 4,400 files of declarations and 100 s with one.
 */
function gatherDeclarations(): void {
	const folder = join(compiled, 'messages');
	const declarations = readdirSync(folder).filter(
		(name) => name.endsWith('.d.ts') && name !== '_index.d.ts'
	);
	const shared = 'export type LocalizedString = import("../runtime.js").LocalizedString;\n';
	const gathered = declarations.map((name) => {
		const text = readFileSync(join(folder, name), 'utf8').replace(shared, '');
		rmSync(join(folder, name));
		return text;
	});
	writeFileSync(join(folder, '_index.d.ts'), shared + gathered.join(''));
}

function digest(): string {
	const hash = createHash('sha256');
	const i18n = 'src/lib/platform/i18n';
	const texts = readdirSync(`${i18n}/messages`, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.json'))
		.sort()
		.map((name) => join(i18n, 'messages', name));
	const settings = [`${i18n}/project.inlang/settings.json`, `${i18n}/paraglide-options.ts`];
	for (const path of [...texts, ...settings, 'package-lock.json', index]) {
		const content = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
		hash.update(`${path}:${content.length}:`).update(content);
	}
	return hash.digest('hex');
}

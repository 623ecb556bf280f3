import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import ts from 'typescript';
import type { Import } from './arrows.ts';

/** Files of a folder and below it, relative to the project; what tools generate is left out. */
export function filesIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((file) => !/\/paraglide\/|platform\/db\/tables\.ts$/.test(file))
		.sort();
}

/** Every import of a TypeScript module or a component. */
export function importsOf(file: string, text = readFileSync(file, 'utf8')): Import[] {
	const scripts = file.endsWith('.svelte')
		? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script ?? '')
		: [text];
	return scripts.flatMap((script) => importsIn(script, file));
}

function importsIn(script: string, file: string): Import[] {
	const found: Import[] = [];
	const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
		if (specifier && ts.isStringLiteral(specifier)) {
			found.push({ file, specifier: specifier.text, typeOnly });
		}
	};
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node)) {
			add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
		} else if (ts.isExportDeclaration(node)) {
			add(node.moduleSpecifier, node.isTypeOnly);
		} else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
			add(node.arguments[0], false);
		} else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
			add(node.argument.literal, true);
		}
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(file, script, ts.ScriptTarget.Latest));
	return found;
}

import { parse, type ValueNode } from '@humanwhocodes/momoa';

export type JsonPath = readonly (string | number)[];

export type JsonSource =
	| {
			value: unknown;
			/** Line (from 1) of the value at this path; where a field is missing, of what should have held it. */
			lineOf(path: JsonPath): number;
	  }
	| { error: { line: number; column: number; message: string } };

/**
 * Reads JSON that a person wrote, so that a check of the value can name the line of what is wrong.
 * Strict JSON only; a byte order mark at the start is ignored. The syntax tree is built when the first line
 * is asked for: a good file of 2 MB never pays for it.
 */
export function parseJsonWithLines(text: string): JsonSource {
	const source = text.replace(/^\uFEFF/, '');
	let root: ValueNode | null | undefined;
	try {
		const value: unknown = JSON.parse(source);
		return {
			value,
			lineOf: (path) => {
				if (root === undefined) root = treeOf(source);
				return root ? nodeAt(root, path).loc.start.line : 1;
			}
		};
	} catch (error) {
		return { error: placeOf(source, error as SyntaxError) };
	}
}

/** Null where the text is nested so deeply (tens of thousands of levels) that the parser's own stack ends. */
function treeOf(source: string): ValueNode | null {
	try {
		return parse(source).body;
	} catch {
		return null;
	}
}

function nodeAt(node: ValueNode, path: JsonPath): ValueNode {
	const [step, ...rest] = path;
	if (step === undefined) return node;
	const child = childOf(node, step);
	return child ? nodeAt(child, rest) : node;
}

/** JSON.parse keeps the last of several equal names, so the last is looked at. */
function childOf(node: ValueNode, step: string | number): ValueNode | undefined {
	if (node.type === 'Array') return node.elements[Number(step)]?.value;
	if (node.type !== 'Object') return undefined;
	return node.members.findLast(({ name }) => name.type === 'String' && name.value === String(step))
		?.value;
}

/** V8 names a position in some of its messages only; momoa always knows it but lets control characters pass. */
function placeOf(source: string, error: SyntaxError) {
	const message = error.message.replace(/(?:,? in JSON)? at position .*$|, "[\s\S]*$/, '');
	const written = /line (\d+) column (\d+)/.exec(error.message);
	if (written) return { line: Number(written[1]), column: Number(written[2]), message };
	try {
		parse(source);
	} catch (found) {
		const { line = 1, column = 1 } = found as { line?: number; column?: number };
		return { line, column, message };
	}
	return { line: 1, column: 1, message };
}

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
 * Strict JSON only; a byte order mark at the start is ignored.
 */
export function parseJsonWithLines(text: string): JsonSource {
	const source = text.replace(/^\uFEFF/, '');
	try {
		const { body } = parse(source);
		return { value: JSON.parse(source), lineOf: (path) => nodeAt(body, path).loc.start.line };
	} catch (error) {
		return { error: placeOf(error) };
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

/** momoa gives line and column; V8, which is stricter about control characters, writes them into the message. */
function placeOf(error: unknown): { line: number; column: number; message: string } {
	const { line, column, message } = error as Partial<Record<'line' | 'column', number>> & Error;
	const written = /line (\d+) column (\d+)/.exec(message);
	return {
		line: line ?? Number(written?.[1] ?? 1),
		column: column ?? Number(written?.[2] ?? 1),
		message: message.replace(/ ?\(\d+:\d+\)$| in JSON at position .*$/, '')
	};
}

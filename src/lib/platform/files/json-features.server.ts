import { JSONParser } from '@streamparser/json';
import { textPieces, type Encoding } from './text-file.server.ts';

/** The file is no JSON, or no FeatureCollection. */
export class FeaturesBroken extends Error {
	readonly code: 'not_json' | 'not_features';
	/** Line of the file, where it is known. */
	readonly line: number | null;
	constructor(code: FeaturesBroken['code'], line: number | null) {
		super(code);
		this.code = code;
		this.line = line;
	}
}

/**
 * The members of `features` of a GeoJSON FeatureCollection as they are read, each a value of any shape, and what stands
 * under `crs`. Only one feature at a time is in memory.
 * @throws FeaturesBroken
 */
export async function* jsonFeatures(
	path: string,
	encoding: Encoding,
	heard?: (bytes: number) => void
): AsyncGenerator<{ feature: unknown } | { crs: unknown }> {
	let ready: ({ feature: unknown } | { crs: unknown })[] = [];
	let type: unknown = null;
	const parser = new JSONParser({ paths: ['$.features.*', '$.type', '$.crs'], keepStack: false });
	parser.onValue = ({ value, key, stack }) => {
		if (stack.length > 1) ready.push({ feature: value });
		else if (key === 'type') type = value;
		else ready.push({ crs: value });
	};
	let fault: Error | null = null;
	parser.onError = (error) => (fault ??= error);
	let line = 1;
	for await (const text of textPieces(path, encoding, heard)) {
		if (!parser.isEnded || text.trim() !== '') parser.write(text);
		if (fault) throw new FeaturesBroken('not_json', line + linesBefore(fault, text));
		line += text.split('\n').length - 1;
		const now = ready;
		ready = [];
		yield* now;
	}
	if (!parser.isEnded) throw new FeaturesBroken('not_json', line);
	if (type !== 'FeatureCollection') throw new FeaturesBroken('not_features', null);
}

/** Lines of the piece before the fault; the parser says at which byte of the piece it stopped. */
function linesBefore({ message }: Error, text: string): number {
	const position = /chunk position "(\d+)"/.exec(message)?.[1];
	if (position === undefined) return 0;
	const before = Buffer.from(text).subarray(0, Number(position));
	return before.reduce((lines, byte) => (byte === 10 ? lines + 1 : lines), 0);
}

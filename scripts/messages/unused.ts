/**
 * Keys that no source says: `m.key` in code, the key as a text where formats name their messages, or the beginning of
 * a key that code completes (`live_problem_${reason}`).
 */
export function unusedKeys(keys: readonly string[], sources: Iterable<string>): string[] {
	const said = new Set<string>();
	const begun = new Set<string>();
	for (const source of sources) {
		for (const [word] of source.matchAll(/\b[a-z]+_\w+/g)) said.add(word);
		for (const [, word] of source.matchAll(/\b([a-z]+_\w+_)\$\{/g)) begun.add(word!);
	}
	return keys.filter((key) => !said.has(key) && ![...begun].some((word) => key.startsWith(word)));
}

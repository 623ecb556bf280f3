/**
 * Pattern for `like` that finds the text anywhere; what the person typed never acts as a wildcard. PostgreSQL takes no
 * zero byte in a text, so none is looked for.
 */
export function likePattern(text: string): string {
	return `%${text.replaceAll('\0', '').replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

/** Pattern for `like` that finds the text anywhere; what the person typed never acts as a wildcard. */
export function likePattern(text: string): string {
	return `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

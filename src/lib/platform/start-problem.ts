/** Errors whose message says what an operator can do; a stack would only hide it. */
const explained = ['ConfigError', 'EmbeddedDatabaseError', 'MigrationError'];

/** What to print when the start failed: the message and its cause, or everything where it is a fault of ours. */
export function startProblem(error: unknown): unknown {
	if (!(error instanceof Error)) return error;
	const { code } = error as NodeJS.ErrnoException;
	if (code === 'EADDRINUSE' || code === 'EACCES' || code === 'EADDRNOTAVAIL') {
		return `Palaver cannot listen there (${error.message}). Choose another PORT or HOST.`;
	}
	// The build has its own copy of the classes, so the name tells.
	if (!explained.includes(error.name)) return error;
	return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

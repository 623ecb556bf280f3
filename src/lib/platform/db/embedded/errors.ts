/** The embedded database cannot run; the message says why and what to do. */
export class EmbeddedDatabaseError extends Error {
	override name = 'EmbeddedDatabaseError';
}

// Class 08 (connection), 57P0x (PostgreSQL shuts down, crashed, starts), 53300 (too many connections), 25006 (a
// standby took over), 40001 and 40P01 (the database asks to try again).
const states = /^(08|57P0|53300|25006|40001|40P01)/;
const system = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT', 'ENOTCONN']);
// The driver's own words for a connection that went away while it was used; they have no code.
const words = /Connection terminated|Client has encountered a connection error|not queryable/;

/**
 * The database did not answer, or asked to try again: the same statement may well succeed later. Whether it was
 * carried out is unknown, so only repeat what is harmless to repeat.
 */
export function mayPass(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	const { code } = error as { code?: string };
	if (code) return states.test(code) || system.has(code);
	return words.test(error.message);
}

/** The same as on the server (`ticket.server.ts`), in a browser. */
export async function ticketHash(dateId: string, number: string): Promise<string> {
	const bytes = new TextEncoder().encode(`${dateId} ${number}`);
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
	return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

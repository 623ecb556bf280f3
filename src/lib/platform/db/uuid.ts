/** Is this an id at all? PostgreSQL answers a text that is none with an error instead of no row. */
export const isUuid = (text: string): boolean =>
	/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

import { z } from 'zod';

/** An id in the address; null for none, and for what is none. */
export function uuidIn(url: URL, name: string): string | null {
	return z.uuid().safeParse(url.searchParams.get(name)).data ?? null;
}

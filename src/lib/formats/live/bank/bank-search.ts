import type { BankSearch } from './bank-reads.server.ts';

/** What a search for questions asks, from its address. */
export const searchOf = (query: URLSearchParams): BankSearch => ({
	words: (query.get('words') ?? '').slice(0, 100).replaceAll('\0', ''),
	type: (query.get('type') ?? '').replaceAll('\0', ''),
	archived: query.has('archived')
});

/**
 * Under which an institution is counted once, however its people write it: without case, punctuation and legal form.
 * A name of nothing else counts as it stands.
 */
export function organisationKey(name: string): string {
	const plain = name
		.normalize('NFKC')
		.toLowerCase()
		.replaceAll('ß', 'ss')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
	const bare = plain.replace(/( (e v|ev|gmbh|ggmbh|gemeinnützige|ag|mbh|ug|eg))+$/u, '');
	return bare || plain || name;
}

/**
 * Two spellings of one name have one key: "AWO  Kreisverband e. V." and "awo kreisverband E.V.". Compatibility forms
 * and case are folded; quotation marks go; kinds of dashes become one; spaces count once and not beside dots, dashes,
 * slashes and "&".
 */
export function organisationKey(name: string): string {
	return name
		.normalize('NFKC')
		.toLowerCase()
		.replaceAll('ß', 'ss')
		.replace(/\p{Cf}/gu, '')
		.replace(/["'`´‘’‚“”„«»‹›]/gu, '')
		.replace(/\p{Pd}/gu, '-')
		.replace(/\s+/gu, ' ')
		.replace(/ ?([-./&]) ?/gu, '$1')
		.trim();
}

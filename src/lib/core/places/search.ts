/** Without case, accents and the ways to write an umlaut: "joellenbeck" finds "Jöllenbeck", "strasse" "Straße". */
const plain = (text: string): string =>
	text
		.toLowerCase()
		.replace(/ae|oe|ue/g, (pair) => pair[0]!)
		.replaceAll('ß', 'ss')
		.normalize('NFD')
		.replace(/\p{Mn}/gu, '')
		.replace(/[\s-]+/g, ' ')
		.trim();

/** Whether a place's name holds every word that somebody typed. */
export const matches = (name: string, typed: string): boolean =>
	plain(typed)
		.split(' ')
		.every((word) => plain(name).includes(word));

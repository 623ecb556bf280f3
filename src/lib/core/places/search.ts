/** A name as it is compared: without case, accents and the ways to write an umlaut: "joellenbeck" finds "Jöllenbeck", "strasse" "Straße". */
export const plainName = (text: string): string =>
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
	plainName(typed)
		.split(' ')
		.every((word) => plainName(name).includes(word));

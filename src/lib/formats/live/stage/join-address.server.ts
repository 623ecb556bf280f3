import { renderSVG } from 'uqr';

/** How people in the room get in: by the address and the code, or by the picture that has both. */
export type JoinAddress = Readonly<{
	/** Short, to be typed: without scheme. */
	shown: string;
	/** Opens the session at once. */
	link: string;
	/** QR code of the link as SVG, black on white with its quiet zone. */
	qr: string;
}>;

/** @param origin public address of the house, without a trailing slash */
export function joinAddress(origin: string, code: string): JoinAddress {
	const link = `${origin}/j/${code}`;
	return {
		shown: `${new URL(origin).host}/j`,
		link,
		// Level M bears 15 % damage: glare and people's heads. More would make the squares smaller.
		qr: renderSVG(link, { ecc: 'M', border: 3 })
	};
}

import { openWire, type WireAnswer } from './wire.ts';

/** What the app answers in a room, for a server that only sends it again. */
export type Recorded = {
	/** Paths of what the participant's page loads. */
	loads: string[];
	/** By path: what was answered, compressed as it was. */
	files: Record<string, { type: string; base64: string }>;
	/** The state after each press of the moderator, from the lobby on. */
	states: string[];
};

/** Page, view and all files that a browser fetches with the page; the picture for the home screen is none of them. */
export async function answersOf(origin: string, code: string): Promise<Recorded> {
	const port = Number(new URL(origin).port);
	const page = await (await fetch(`${origin}/j/${code}`)).text();
	const loads = [...page.matchAll(/(?:src|href)="(\/?[^"#?]+\.(?:js|css|svg))"/g)].map(
		([, path]) => new URL(path!, `${origin}/j/${code}`).pathname
	);
	const files: Recorded['files'] = {};
	const wire = openWire(port);
	for (const path of [`/j/${code}`, `/j/${code}/view`, ...new Set(loads)]) {
		const answer = await wire.ask(
			`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\naccept-encoding: br, gzip\r\n\r\n`
		);
		if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
		files[path] = { type: typeOf(answer), base64: answer.body.toString('base64') };
	}
	wire.lose();
	return { loads: [...new Set(loads)], files, states: [] };
}

const typeOf = ({ head }: WireAnswer) => /\r\ncontent-type: ([^\r]+)/i.exec(head)![1]!;

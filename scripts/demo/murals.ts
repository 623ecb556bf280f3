import { texts } from '#lib/formats/live/templates/contract.ts';
import type { Translated } from '#lib/platform/i18n/translated.ts';
import { pngOfSvg } from '#lib/platform/pictures/png-of-svg.server.ts';
import sharp from 'sharp';

/** A draft for the wall: its name, what it shows in words, and how it is drawn. */
export type Mural = Readonly<{ name: Translated; alt: Translated; parts: readonly string[] }>;

const [width, height] = [960, 720];

const rect = (x: number, y: number, w: number, h: number, fill: string, round = 0) =>
	`<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}" rx="${round}"/>`;
const circle = (x: number, y: number, r: number, fill: string) =>
	`<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`;
const path = (d: string, fill: string) => `<path d="${d}" fill="${fill}"/>`;
const line = (d: string, colour: string, wide: number) =>
	`<path d="${d}" fill="none" stroke="${colour}" stroke-width="${wide}" stroke-linecap="round"/>`;

/** Petals around a middle, on a bent stem with two leaves. */
function flower(x: number, top: number, size: number, petals: string): string {
	const ground = 620;
	const around = [0, 60, 120, 180, 240, 300].map((turn) => {
		const angle = (turn * Math.PI) / 180;
		return circle(x + Math.cos(angle) * size, top + Math.sin(angle) * size, size * 0.62, petals);
	});
	const half = (top + ground) / 2;
	return [
		line(`M${x} ${top} Q${x + 26} ${half} ${x} ${ground}`, '#3f7d4e', 14),
		path(`M${x + 10} ${half} q70 -56 96 -8 q-44 48 -96 8`, '#58a066'),
		path(`M${x + 6} ${half + 60} q-70 -56 -96 -8 q44 48 96 8`, '#58a066'),
		...around,
		circle(x, top, size * 0.55, '#ffd166')
	].join('');
}

/** A bird that flies to the right, its wing up. */
const bird = (x: number, y: number, size: number, body: string, wing: string): string =>
	`<g transform="translate(${x} ${y}) scale(${size})">${[
		path('M-88 6 L-130 -26 L-126 30 Z', wing),
		path('M-96 8 Q-40 -46 44 -24 Q84 -16 92 4 Q40 58 -40 42 Q-80 34 -96 8', body),
		path('M92 -4 L126 6 L90 16 Z', '#8a3b12'),
		circle(66, -4, 7, '#1d2b3a'),
		path('M-34 -14 Q-40 -110 -98 -128 Q-8 -136 34 -22 Z', wing)
	].join('')}</g>`;

/** A house with a roof and lit windows. */
function house(x: number, roof: number, wide: number, wall: string, top: string): string {
	const ground = 600;
	const windows = [0.18, 0.58].flatMap((across) =>
		Array.from({ length: Math.floor((ground - roof - 130) / 92) }, (_, n) =>
			rect(x + wide * across, roof + 34 + n * 92, wide * 0.24, 54, '#ffe3a3', 6)
		)
	);
	return [
		rect(x, roof, wide, ground - roof, wall),
		path(`M${x - 14} ${roof} L${x + wide / 2} ${roof - 92} L${x + wide + 14} ${roof} Z`, top),
		...windows,
		rect(x + wide * 0.36, ground - 84, wide * 0.28, 84, '#5b4636', 10)
	].join('');
}

/** A neighbour; the next one holds their hand. */
const neighbour = (x: number, coat: string, skin: string): string =>
	[
		path(`M${x - 30} 682 L${x - 20} 566 Q${x} 540 ${x + 20} 566 L${x + 30} 682 Z`, coat),
		circle(x, 528, 24, skin),
		line(`M${x + 16} 586 Q${x + 54} 640 ${x + 92} 586`, coat, 16)
	].join('');

/** Three drafts, drawn so that nobody needs a photo of anybody. */
export const murals: readonly Mural[] = [
	{
		name: texts('Der Garten', 'The garden', 'Der Garten', 'الحديقة'),
		alt: texts(
			'Vier große Blumen in Rot, Orange, Blau und Violett vor hellem Himmel mit Sonne.',
			'Four large flowers in red, orange, blue and violet under a bright sky with a sun.',
			'4 große Blumen. Die Sonne scheint.',
			'أربع زهرات كبيرة بالأحمر والبرتقالي والأزرق والبنفسجي تحت سماء مشمسة.'
		),
		parts: [
			rect(0, 0, width, height, '#fdeed3'),
			circle(790, 150, 84, '#ffc94d'),
			path('M0 560 Q240 470 500 560 T960 540 V720 H0 Z', '#a7cf8c'),
			flower(150, 300, 58, '#d1495b'),
			flower(370, 210, 66, '#f28f3b'),
			flower(590, 330, 56, '#3d7ea6'),
			flower(800, 390, 48, '#8367c7'),
			path('M0 620 Q300 580 620 630 T960 610 V720 H0 Z', '#6fa85f')
		]
	},
	{
		name: texts('Die Vögel', 'The birds', 'Die Vögel', 'الطيور'),
		alt: texts(
			'Fünf bunte Vögel fliegen am Abend über Hügel, einer voran.',
			'Five colourful birds fly over hills in the evening, one ahead.',
			'5 bunte Vögel fliegen. Es ist Abend.',
			'خمسة طيور ملونة تحلق مساءً فوق التلال، يتقدمها واحد.'
		),
		parts: [
			rect(0, 0, width, height, '#f7b267'),
			rect(0, 0, width, 250, '#f4845f'),
			rect(0, 250, width, 130, '#f79d65'),
			circle(480, 520, 150, '#ffe0a3'),
			path('M0 560 Q220 440 470 560 T960 520 V720 H0 Z', '#5d5179'),
			path('M0 640 Q280 540 560 640 T960 610 V720 H0 Z', '#3e3a5f'),
			bird(720, 190, 1.25, '#1f7a8c', '#2fa4b8'),
			bird(470, 290, 1, '#c1354b', '#e05a6d'),
			bird(250, 190, 0.85, '#f6f1e7', '#ffd166'),
			bird(210, 400, 0.8, '#3a7d44', '#63a86c'),
			bird(700, 420, 0.75, '#5b3f8c', '#8e72c4')
		]
	},
	{
		name: texts('Unser Viertel', 'Our quarter', 'Unser Viertel', 'حيّنا'),
		alt: texts(
			'Vier bunte Häuser mit hellen Fenstern, davor sieben Nachbarn Hand in Hand.',
			'Four colourful houses with bright windows, before them seven neighbours hand in hand.',
			'4 bunte Häuser. Davor stehen 7 Menschen. Sie halten sich an der Hand.',
			'أربعة بيوت ملونة بنوافذ مضيئة، وأمامها سبعة جيران يدًا بيد.'
		),
		parts: [
			rect(0, 0, width, height, '#bfe0e8'),
			circle(140, 120, 60, '#fff3cf'),
			house(50, 260, 190, '#d9694f', '#8f3b2c'),
			house(262, 190, 200, '#efc15a', '#b07c22'),
			house(488, 300, 190, '#5f9ea0', '#34686a'),
			house(702, 220, 206, '#b76d8a', '#7c3f58'),
			rect(0, 596, width, 124, '#8fb996'),
			...[
				['#2f6690', '#f2c9a1'],
				['#d1495b', '#8d5a3b'],
				['#edae49', '#e0ac7e'],
				['#3a7d44', '#6b4226'],
				['#8367c7', '#f2c9a1'],
				['#f28f3b', '#a86b45'],
				['#30638e', '#d9a066']
			].map(([coat, skin], n) => neighbour(130 + n * 108, coat!, skin!))
		]
	}
];

/** All on one sheet, which is cut: a process that draws takes longer to start than to draw. */
export async function drawnMurals(): Promise<Buffer[]> {
	const side = murals.map(
		({ parts }, n) =>
			`<svg x="${n * width}" width="${width}" height="${height}">${parts.join('')}</svg>`
	);
	const wide = murals.length * width;
	// Drawn twice as fine as it says.
	const sheet = await pngOfSvg(
		`<svg xmlns="http://www.w3.org/2000/svg" width="${wide / 2}" height="${height / 2}" viewBox="0 0 ${wide} ${height}">${side.join('')}</svg>`
	);
	return Promise.all(
		murals.map((_, n) =>
			sharp(sheet)
				.extract({ left: n * width, top: 0, width, height })
				.toBuffer()
		)
	);
}

import type { PdfBlock } from '../../../platform/pdf/document.ts';
import { pngOfSvg } from '../../../platform/pictures/png-of-svg.server.ts';

/** Letters that are written from right to left, and most of them joined. */
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/**
 * The same blocks, charts with such letters as pixels: the typesetter begins each line of an SVG at its left end, and
 * a PDF in which joined letters cannot be read back is none that PDF/UA allows. The alternative text says what it is.
 */
export async function withDrawnCharts(blocks: readonly PdfBlock[]): Promise<PdfBlock[]> {
	const drawn: PdfBlock[] = [];
	for (const block of blocks)
		drawn.push(
			block.kind === 'picture' && rightToLeft.test(block.svg)
				? { ...block, svg: around(block.svg, await pngOfSvg(block.svg)) }
				: block
		);
	return drawn;
}

/** An SVG of the same size that holds nothing but these pixels. */
function around(svg: string, png: Buffer): string {
	const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!;
	const size = `width="${width}" height="${height}"`;
	const pixels = `data:image/png;base64,${png.toString('base64')}`;
	return `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${width} ${height}"><image href="${pixels}" ${size}/></svg>`;
}

/**
 * Draws a PdfDocument with Typst. All texts come as data (JSON) and are never read as markup; the look is that of the
 * printed pages.
 */
export const template = `
#let doc = json(bytes(sys.inputs.doc))
#let brand = rgb("#123d30")
#let soft = rgb("#333333")
#let line = 0.5pt + rgb("#999999")
#set document(title: doc.title, author: doc.author)
#set text(font: ("Noto Sans", "Noto Sans Arabic", "Noto Emoji"), lang: doc.lang, size: 10pt, hyphenate: true)
#set par(leading: 0.62em, spacing: 0.9em)
#set page(
	paper: "a4",
	margin: (x: 18mm, top: 18mm, bottom: 20mm),
	footer: context {
		set text(size: 8.5pt, fill: soft)
		grid(columns: (1fr, auto), doc.title, counter(page).display("1 / 1", both: true))
	},
)
#show heading: set text(fill: brand)
#show heading.where(level: 1): set text(size: 22pt)
#show heading.where(level: 2): set text(size: 14pt)
#show heading.where(level: 3): set text(size: 11pt)
#show heading: set block(above: 1.5em, below: 0.8em)
#let spoken(part) = if "lang" in part { text(lang: part.lang, part.text) } else { part.text }
#let width(share) = if share == 0 { auto } else { share * 1fr }
#let draw(part) = {
	if part.kind == "heading" { heading(level: part.level, part.text) }
	else if part.kind == "lead" { par(text(size: 12.5pt, fill: soft, part.text)) }
	else if part.kind == "paragraph" { par(part.text) }
	else if part.kind == "small" { par(text(size: 8.5pt, fill: soft, part.text)) }
	else if part.kind == "picture" {
		align(center, figure(
			image(bytes(part.svg), format: "svg", width: part.widthMm * 1mm),
			alt: part.alt,
		))
	}
	else if part.kind == "pageBreak" { pagebreak() }
	else if part.kind == "table" {
		set text(size: 9pt)
		set par(leading: 0.5em)
		table(
			columns: part.widths.map(width),
			stroke: (x: none, y: line),
			inset: (x: 4pt, y: 5pt),
			table.header(..part.head.map(name => text(weight: "bold", fill: brand, name))),
			..part.rows.flatten().map(spoken),
		)
	}
}
#for part in doc.blocks {
	set text(lang: part.lang) if "lang" in part
	draw(part)
}
`;

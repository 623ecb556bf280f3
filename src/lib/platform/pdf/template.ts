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
	paper: doc.at("paper", default: "a4"),
	margin: if doc.at("paper", default: "a4") == "a5" { (x: 12mm, top: 12mm, bottom: 15mm) }
		else if doc.at("bare", default: false) { (x: 12mm, y: 12mm) }
		else { (x: 18mm, top: 18mm, bottom: 20mm) },
	footer: if doc.at("bare", default: false) { none } else { context {
		set text(size: 8.5pt, fill: soft)
		grid(columns: (1fr, auto), doc.title, counter(page).display("1 / 1", both: true))
	} },
)
#show heading: set text(fill: brand)
#show heading.where(level: 1): set text(size: if doc.at("bare", default: false) { 30pt } else { 22pt }, hyphenate: false)
#show heading.where(level: 2): set text(size: 14pt)
#show heading.where(level: 3): set text(size: 11pt)
#show heading: set block(above: 1.5em, below: 0.8em)
#let direction(part) = if "dir" not in part { auto } else if part.dir == "rtl" { rtl } else { ltr }
#let spoken(part) = if "lang" in part { text(lang: part.lang, dir: direction(part), part.text) } else { part.text }
// Where columns begin: a text in another direction stands in its column like the others.
#let side(part) = if part.at("lang", default: doc.lang) in ("ar", "fa", "he", "ur") { right } else { left }
#let width(share) = if share == 0 { auto } else { share * 1fr }
#let tick = box(width: 4.5mm, height: 4.5mm, stroke: 0.8pt, baseline: 0.8mm)
#let blank = box(width: 13mm, height: 5mm, stroke: (bottom: 0.8pt))
#let cut = (paint: rgb("#777777"), thickness: 0.6pt, dash: "dashed")
#let card(part) = grid(
	columns: (auto, 1fr), column-gutter: 4mm, align: horizon,
	figure(image(bytes(part.svg), format: "svg", width: 30mm), alt: part.alt),
	{
		par(text(weight: "bold", size: 9pt, hyphenate: false, spoken(part.title)))
		par(text(dir: ltr, weight: "bold", size: 20pt, part.code))
		set text(size: 8pt, hyphenate: false)
		for line in part.texts { par(spoken(line)) }
	},
)
#let draw(part) = {
	if part.kind == "heading" { heading(level: part.level, part.text) }
	else if part.kind == "lead" { par(text(size: if doc.at("bare", default: false) { 17pt } else { 12.5pt }, fill: soft, part.text)) }
	else if part.kind == "paragraph" {
		if part.at("withNext", default: false) { block(sticky: true, par(part.text)) } else { par(part.text) }
	}
	else if part.kind == "small" { par(text(size: 8.5pt, fill: soft, part.text)) }
	else if part.kind == "picture" {
		align(center, figure(
			image(bytes(part.svg), format: "svg", width: part.widthMm * 1mm),
			alt: part.alt,
		))
	}
	else if part.kind == "big" {
		align(center, par(text(dir: ltr, weight: "bold", size: part.sizePt * 1pt, fill: brand, part.text)))
	}
	else if part.kind == "tick" {
		set list(marker: if part.mark == "box" { tick } else { blank }, indent: 0pt, body-indent: 3mm, spacing: 4mm)
		list(..part.items.map(spoken))
	}
	else if part.kind == "tickRow" {
		grid(
			columns: part.items.map(name => 1fr), row-gutter: 2mm, align: center,
			..part.items.map(name => name), ..part.items.map(name => tick),
		)
	}
	else if part.kind == "lines" {
		for row in range(part.count) { block(above: 9mm, below: 0pt, std.line(length: 100%, stroke: 0.6pt)) }
	}
	else if part.kind == "cards" {
		grid(
			columns: part.cards.slice(0, part.columns).map(one => 1fr),
			rows: part.heightMm * 1mm, stroke: cut, inset: 4mm, align: horizon,
			..part.cards.map(card),
		)
	}
	else if part.kind == "pageBreak" { pagebreak() }
	else if part.kind == "table" {
		set text(size: 9pt)
		set par(leading: 0.5em)
		table(
			columns: part.widths.map(width),
			align: side(part),
			stroke: (x: none, y: line),
			inset: (x: 4pt, y: if part.at("tall", default: false) { 12pt } else { 5pt }),
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

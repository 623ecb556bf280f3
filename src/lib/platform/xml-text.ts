/** What no XML 1.0 document may hold (control characters, halves of a pair, noncharacters), and controls of C1. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const unwritable = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uFFFE\uFFFF]|\p{Cs}/gu;

/** A text without what would make an XML document unreadable; it is not escaped. */
export const writableInXml = (text: string): string => text.replace(unwritable, '');

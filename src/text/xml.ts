// What XML 1.0 (2.2) has no room for, however it is escaped: most control characters, and two non-characters.
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu;

/** A text that XML can carry: what it can't becomes U+FFFD. Escaping is the writer's. */
export function cleanXml(text: string): string {
  return text.toWellFormed().replace(NOT_IN_XML, '\ufffd');
}

/**
 * A text as xmlbuilder2 is to be given it. What looks like an entity it takes for one (`&lt;` stays as it is), so that a
 * text which speaks of `&lt;` would be read as `<`.
 */
export function writeXmlText(text: string): string {
  return cleanXml(text).replaceAll('&', '&amp;');
}

/** A text within an element or a quoted attribute, for XML and HTML alike. */
export function escapeXml(text: string): string {
  return PLAIN.test(text) ? text : escapeMarks(text);
}

/** Most texts: of ASCII, with nothing in it that means something else. */
const PLAIN = /^[ !#-%'-;=?-~]*$/;

function escapeMarks(text: string): string {
  return cleanXml(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

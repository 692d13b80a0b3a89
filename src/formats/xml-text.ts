import { cleanXml } from '../text/xml.ts';

/**
 * A text as xmlbuilder2 is to be given it. What looks like an entity it takes for one (`&lt;` stays as it is), so that a
 * text which speaks of `&lt;` would be read as `<`.
 */
export function writeXmlText(text: string): string {
  return cleanXml(text).replaceAll('&', '&amp;');
}

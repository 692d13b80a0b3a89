/** What stands at the top of each page: where one can go, and who one is. */
import type { Visitor } from '../../storage/accounts/sessions.ts';
import { newClaimPath } from '../../urls/records.ts';
import { hasRole } from '../http/visitor.ts';
import type { Menu } from '../http/route.ts';
import {
  aboutAddress,
  accountAddress,
  claimsAddress,
  documentsAddress,
  importPath,
  homeAddress,
  searchAddress,
  signInPath,
  signOutPath,
  sourcesAddress,
  usersAddress,
} from '../../urls/site.ts';

/** Pages nobody wants to come back to once they are signed in. */
const ENTRANCES = ['/sign-in', '/welcome'];

/**
 * @param path of the page, with its query
 * @param visitor undefined where nobody asked who it is
 */
export function buildMenu(path: string, visitor: Visitor | null | undefined): Menu {
  const links = [
    { href: claimsAddress().html, text: 'Claims' },
    { href: sourcesAddress().html, text: 'Sources' },
    { href: documentsAddress().html, text: 'Documents' },
    { href: aboutAddress.html, text: 'About' },
  ];
  if (hasRole(visitor ?? null, 'editor')) {
    links.push({ href: newClaimPath, text: 'Add a claim' }, { href: importPath, text: 'Import' });
  }
  if (hasRole(visitor ?? null, 'admin')) links.push({ href: usersAddress.html, text: 'People' });
  const isEntrance = ENTRANCES.includes(path);
  const search = searchAddress().html;
  return {
    searchHref: [search, homeAddress.html].includes(path.split('?')[0]!) ? null : search,
    main: links.map((link) => ({ ...link, current: link.href === path })),
    signInHref: visitor === null && !isEntrance ? signInPath(path) : null,
    person: visitor
      ? {
          name: visitor.name,
          href: accountAddress.html,
          current: path === accountAddress.html,
          signOutHref: signOutPath,
        }
      : null,
  };
}

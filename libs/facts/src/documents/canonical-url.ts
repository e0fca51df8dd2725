import normalizeUrl from 'normalize-url';

/** Parameters that say how a reader came to a page, not which page it is. */
const tracking = [
  /^utm_\w+$/i,
  /^(fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|li_fat_id|mkt_tok|mc_cid|mc_eid|ysclid|_openstat)$/i,
  /^(_ga|_gl|_hsenc|_hsmi|wt_mc|wt_zmc|at_medium|at_campaign|at_custom\d|ns_(campaign|mchannel|source|linkname|fee)|cmpid|smid|ito)$/i,
];

export const isWebAddress = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

/**
 * By which two addresses are known to lead to one page: the host in small letters, no default port, user, fragment, tracking parameter or
 * slash at the end; the parameters in order. Nothing is fetched, so http and https, and a host with and without `www.`, stay two.
 * A fragment that begins with `!` or `/` chooses the page on some sites, and stays.
 * @throws TypeError for what is no address of the web
 */
export function canonicalUrl(url: string): string {
  if (!isWebAddress(url)) throw new TypeError('not an address of the web');
  return normalizeUrl(url.trim(), {
    stripWWW: false,
    stripHash: !/^#[!/]/.test(new URL(url).hash),
    stripTextFragment: true,
    removeQueryParameters: tracking,
    sortQueryParameters: true,
    removeTrailingSlash: true,
    removeSingleSlash: true,
  });
}

/**
 * A test that Jest skips in Firefox: it needs the accessibility tree, a dark colour scheme or disabled JavaScript, none
 * of which WebDriver BiDi offers.
 */
export const inChromium = process.env['TEST_BROWSER'] === 'Firefox' ? test.skip : test;

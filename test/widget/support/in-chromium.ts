/**
 * A test that Jest skips in Firefox: it reads the accessibility tree, or wants a dark system or no JavaScript, which WebDriver BiDi
 * does not offer.
 */
export const inChromium = process.env['TEST_BROWSER'] === 'Firefox' ? test.skip : test;

/** A real browser, as people use it on the panel. */
package dev.statusagent.testing.browser;

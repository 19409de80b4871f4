/**
 * Tests of the page in the system's Chromium, and what they need: a browser, a server, and an eye
 * on whatever a page complains about. Nothing here tests the API for its own sake; that is the
 * business of the route tests.
 */
@NullMarked
package org.melascope.server.browser;

import org.jspecify.annotations.NullMarked;

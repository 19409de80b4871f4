/**
 * The REST API and the web page, in one process: from a request over HTTP to the answer to it.
 *
 * <p>What belongs here knows of HTTP; what an answer says comes from the core. Pictures live in
 * memory only while they are answered, and are never logged. Nothing here prints or ends the
 * process, and nothing loads a training engine.
 */
@NullMarked
package org.melascope.server;

import org.jspecify.annotations.NullMarked;

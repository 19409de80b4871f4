package org.melascope.server;

/**
 * A picture as it came.
 *
 * @param name what the client calls it; may be empty
 * @param bytes of its file
 */
record Upload(String name, byte[] bytes) {}

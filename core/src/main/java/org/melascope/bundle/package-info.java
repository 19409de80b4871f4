/**
 * The bundle: the folder that holds a network and everything that a number in an answer depends on.
 *
 * <p>Opening a bundle checks all of it; nothing that is read from it has a default in code.
 */
@NullMarked
package org.melascope.bundle;

import org.jspecify.annotations.NullMarked;

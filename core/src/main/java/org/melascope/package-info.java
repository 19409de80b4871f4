/**
 * From the bytes of a picture to an {@code Assessment}: the way of a picture through the house ends
 * here.
 *
 * <p>The rooms below this package are {@code image} (reading and preparing a picture), {@code
 * network} (running the network), {@code diagnosis} (what the numbers mean), {@code gates} (when
 * not to answer) and {@code bundle} (the folder all of it is read from). They know nothing of HTTP,
 * of a command line, of a training engine or of a user interface; neither does this package.
 */
@NullMarked
package org.melascope;

import org.jspecify.annotations.NullMarked;

/**
 * Pictures: reading them from bytes whatever their format, preparing them for a network, and
 * writing those that we draw.
 *
 * <p>What belongs here ends with the network's input tensor. Nothing here knows what a diagnosis
 * is.
 */
@NullMarked
package org.melascope.image;

import org.jspecify.annotations.NullMarked;

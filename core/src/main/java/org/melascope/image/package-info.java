/**
 * Pictures: reading them from bytes whatever their format, and preparing them for a network.
 *
 * <p>What belongs here ends with the network's input tensor. Nothing here knows what a diagnosis
 * is.
 */
@NullMarked
package org.melascope.image;

import org.jspecify.annotations.NullMarked;

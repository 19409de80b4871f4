/**
 * The command line: one class per command. A command reads its options, calls the modules below and
 * prints what they answer; whatever could be wanted without a terminal belongs into those modules.
 */
@NullMarked
package org.melascope.cli;

import org.jspecify.annotations.NullMarked;

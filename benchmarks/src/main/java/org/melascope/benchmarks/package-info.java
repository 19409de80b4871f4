/**
 * How fast Melascope is, as ratios to the bare network and to the arithmetic that the network
 * needs, all measured in the same run. No part of what is shipped; {@code benchmarks/run} starts
 * it.
 */
@NullMarked
package org.melascope.benchmarks;

import org.jspecify.annotations.NullMarked;

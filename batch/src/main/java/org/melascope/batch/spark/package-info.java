/**
 * The job on Apache Spark: one network in each executor process, pictures read by Spark's {@code
 * binaryFile} source, answers stored a chunk at a time. The only place that knows Spark.
 */
@NullMarked
package org.melascope.batch.spark;

import org.jspecify.annotations.NullMarked;

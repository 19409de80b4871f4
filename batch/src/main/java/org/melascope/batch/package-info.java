/**
 * An archive of pictures, from one folder to millions, assessed by a cluster: what is asked for and
 * what came of it. Nothing here knows Spark, so that the command line can offer the job without
 * having it; the room {@code spark} does the work and is found as a service.
 */
@NullMarked
package org.melascope.batch;

import org.jspecify.annotations.NullMarked;

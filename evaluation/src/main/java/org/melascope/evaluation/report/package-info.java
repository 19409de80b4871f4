/**
 * How results are shown to people: the summary on a terminal, the HTML report with its figures, the
 * model card.
 *
 * <p>What is shown was computed by {@link org.melascope.evaluation}; here it is only put into
 * words, tables and curves. The page is one file: no script, no font, no picture from elsewhere.
 */
@NullMarked
package org.melascope.evaluation.report;

import org.jspecify.annotations.NullMarked;

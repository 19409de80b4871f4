package org.melascope.dataset.audit;

/**
 * What an audit found on one side of a data set.
 *
 * @param title the side, such as {@code Copies across splits}
 * @param verdict how bad it is
 * @param found what was found, in a sentence with numbers
 * @param advice what to do; empty where nothing is to be done
 */
public record Finding(String title, Verdict verdict, String found, String advice) {}

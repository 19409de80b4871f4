package org.melascope.training;

/** How one answer comes of several networks. */
public enum Combination {
  /** They answer together: the answer is the mean of theirs, and takes the time of all. */
  ENSEMBLE,
  /**
   * Their weights are averaged into one network (Wortsman et al. 2022, "Model soups"), which takes
   * the time of one. They must have been trained on from the same network: others do not lie in one
   * valley.
   */
  SOUP
}

package org.melascope.dataset.audit;

/** Is told how far an audit is. */
public interface AuditProgress {
  /**
   * A part begins.
   *
   * @param task what is done, in a word
   * @param pictures how many times {@link #step} will be called
   */
  void begin(String task, long pictures);

  /** One more picture is done; called from several threads. */
  void step();
}

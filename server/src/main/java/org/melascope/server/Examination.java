package org.melascope.server;

/** Finds the answer for a picture. */
@FunctionalInterface
interface Examination {
  /** Answers for a picture; one that cannot be read is an answer, too. */
  AssessmentAnswer answer(Upload upload, AssessmentRequest request);
}

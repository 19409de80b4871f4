/** The seven diagnoses in the reader's language. */
import { t } from "../shell/i18n.js";

const DIAGNOSES = {
  mel: { malignant: true, name: "diagnosis.mel", meaning: "diagnosis.mel.meaning" },
  nv: { malignant: false, name: "diagnosis.nv", meaning: "diagnosis.nv.meaning" },
  bcc: { malignant: true, name: "diagnosis.bcc", meaning: "diagnosis.bcc.meaning" },
  akiec: { malignant: true, name: "diagnosis.akiec", meaning: "diagnosis.akiec.meaning" },
  bkl: { malignant: false, name: "diagnosis.bkl", meaning: "diagnosis.bkl.meaning" },
  df: { malignant: false, name: "diagnosis.df", meaning: "diagnosis.df.meaning" },
  vasc: { malignant: false, name: "diagnosis.vasc", meaning: "diagnosis.vasc.meaning" },
};

/** The codes, in the order of the network's outputs. */
export const CODES = Object.keys(DIAGNOSES);

/** @param {string} code */
export function diagnosisName(code) {
  return t(DIAGNOSES[code].name);
}

/** @param {string} code a sentence on what it is */
export function diagnosisMeaning(code) {
  return t(DIAGNOSES[code].meaning);
}

/** @param {string} code whether it counts towards P(malignant) */
export function isMalignant(code) {
  return DIAGNOSES[code].malignant;
}

/** Codes by falling probability. @param {Record<string, number>} probabilities */
export function byProbability(probabilities) {
  return [...CODES].sort((a, b) => probabilities[b] - probabilities[a]);
}

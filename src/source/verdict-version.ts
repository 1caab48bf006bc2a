/** Verdict's own version, in every artefact and manifest. A test keeps it equal to package.json's. */
export const verdictVersion = "0.1.0";

/** The four papers that prove the status (art. 28 of the law of 2011, domain.md 1.6 [W:vn28]), as codes of legal bases. */
export const proofsOfStatus = {
  police: 'vn-district-police-certificate',
  rescuer: 'vn-rescuer-certificate',
  court: 'vn-proceedings-certificate',
  abroad: 'vn-legalised-foreign-certificate',
} as const;

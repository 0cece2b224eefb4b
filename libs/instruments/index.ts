import type { Instrument, MessageKind } from '#casework';
import { convention } from './asean/convention.js';
import { mou2017 as cambodiaChina } from './cambodia-china/mou-2017.js';
import { mou2018 as cambodiaIndia } from './cambodia-india/mou-2018.js';
import { policeAgreement2016 } from './cambodia-vietnam-laos/police-agreement-2016.js';
import * as cambodiaVietnam from './cambodia-vietnam/texts.js';
import { agreement as chinaLaos } from './china-laos/agreement.js';
import { agreement2010 as chinaVietnam } from './china-vietnam/agreement-2010.js';
import { memorandum as commit } from './mekong/commit.js';
import { mou2009 as myanmarChina } from './myanmar-china/mou-2009.js';
import { mou as myanmarIndia } from './myanmar-india/mou.js';
import * as thailandCambodia from './thailand-cambodia/texts.js';
import { mou2018 as thailandChina } from './thailand-china/mou-2018.js';
import * as thailandLaos from './thailand-laos/texts.js';
import { mou2009 } from './thailand-myanmar/mou-2009.js';
import { mou2019 } from './thailand-myanmar/mou-2019.js';
import { sop2013, sop2016 } from './thailand-myanmar/sop.js';
import { mou2008 as thailandVietnam } from './thailand-vietnam/mou-2008.js';
import { hashed } from './text.js';
import { protocol as palermo } from './united-nations/palermo.js';
import { agreement as vietnamLaos } from './vietnam-laos/agreement.js';

const texts: readonly Instrument<MessageKind>[] = [
  mou2009,
  sop2013,
  sop2016,
  mou2019,
  thailandCambodia.mou2003,
  thailandCambodia.mou2014,
  thailandCambodia.returnSop,
  thailandCambodia.policeSop,
  thailandCambodia.plan,
  thailandLaos.mou2005,
  thailandLaos.mou2016,
  thailandLaos.returnSop,
  thailandLaos.plan2023,
  thailandLaos.plan2026,
  thailandVietnam,
  thailandChina,
  myanmarChina,
  myanmarIndia,
  cambodiaVietnam.agreement2005,
  cambodiaVietnam.agreement2012,
  cambodiaVietnam.sop2009,
  policeAgreement2016,
  cambodiaChina,
  cambodiaIndia,
  chinaVietnam,
  chinaLaos,
  vietnamLaos,
  convention,
  commit,
  palermo,
];

/**
 * The register (domain.md 1.10): every instrument known, whatever its status, with the hash of its text; the rules pick those
 * in force at the moment of decision.
 */
export const instruments = texts.map(hashed);

export { partnersOf } from './partners.js';
export { disputedWith } from './disputed.js';
export { differing, type HeldText } from './differing.js';
export { InstrumentKey, signatureOver, signaturesUnder, type CheckSignature } from './signatures.js';
export { canonicalNotice, canonicalText, hashOf } from './text.js';

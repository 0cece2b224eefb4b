import type { Country, HandoverPoint } from '#casework';

/** Where one state hands a person over to another (domain.md 1.11). Both sides know a point by the same code. */
const points: readonly HandoverPoint[] = [
  { code: 'mae-sot-myawaddy', name: 'Mae Sot – Myawaddy bridge', between: ['TH', 'MM'], kind: 'bridge' },
  { code: 'mae-sai-tachileik', name: 'Mae Sai – Tachileik', between: ['TH', 'MM'], kind: 'bridge' },
  { code: 'ranong-kawthaung', name: 'Ranong – Kawthaung', between: ['TH', 'MM'], kind: 'port' },
  { code: 'bangkok-yangon-air', name: 'Bangkok – Yangon by air (A)', between: ['TH', 'MM'], kind: 'airport' },
  { code: 'aranyaprathet-poipet', name: 'Aranyaprathet – Poipet', between: ['TH', 'KH'], kind: 'checkpoint' },
  {
    code: 'nong-khai-vientiane',
    name: 'Nong Khai – Vientiane bridge',
    between: ['TH', 'LA'],
    kind: 'bridge',
  },
  { code: 'mukdahan-savannakhet', name: 'Mukdahan – Savannakhet (A)', between: ['TH', 'LA'], kind: 'bridge' },
  { code: 'muse-ruili', name: 'Muse – Ruili', between: ['MM', 'CN'], kind: 'checkpoint' },
  { code: 'lweje-longchuan', name: 'Lweje – Longchuan', between: ['MM', 'CN'], kind: 'checkpoint' },
  { code: 'lougai-nansan', name: 'Lougai – Nansan', between: ['MM', 'CN'], kind: 'checkpoint' },
  { code: 'boten-mohan', name: 'Boten – Mohan', between: ['LA', 'CN'], kind: 'checkpoint' },
  { code: 'mong-cai-dongxing', name: 'Mong Cai – Dongxing', between: ['VN', 'CN'], kind: 'checkpoint' },
  { code: 'lao-cai-hekou', name: 'Lao Cai – Hekou', between: ['VN', 'CN'], kind: 'checkpoint' },
  { code: 'huu-nghi-pingxiang', name: 'Huu Nghi – Pingxiang', between: ['VN', 'CN'], kind: 'checkpoint' },
  { code: 'bavet-moc-bai', name: 'Bavet – Moc Bai', between: ['KH', 'VN'], kind: 'checkpoint' },
  { code: 'narita-bangkok-air', name: 'Narita – Bangkok by air (A)', between: ['JP', 'TH'], kind: 'airport' },
  { code: 'narita-manila-air', name: 'Narita – Manila by air (A)', between: ['JP', 'PH'], kind: 'airport' },
  { code: 'bangkok-manila-air', name: 'Bangkok – Manila by air', between: ['TH', 'PH'], kind: 'airport' },
];

/** The points at which a country hands over or receives. */
export const handoverPointsOf = (country: Country): readonly HandoverPoint[] =>
  points.filter(({ between }) => between.includes(country));

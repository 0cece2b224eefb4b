/** What stands printed around the content of a letter, in English; it counts where translations differ. */
const english = {
  letter: 'Letter',
  confidential: 'Confidential. To be opened by the addressee only.',
  urgent: 'Urgent',
  from: 'From',
  to: 'To',
  date: 'Date',
  page: 'Page',
  under: 'Under',
  purpose: 'For the purpose of',
  ourReference: 'Our reference',
  yourReference: 'Your reference',
  answers: 'In answer to your letter',
  answerBy: 'Answer expected by',
  holdsUntil: 'The consent holds until',
  consentFor: 'The consent is for',
  use: 'It may be used for the purpose named above and for nothing else.',
  digest: 'SHA-256 of the content',
  signature: 'Signature of the node (JWS)',
  receipt: 'Receipt',
  sendBack: 'Please sign this sheet and send it back.',
  receivedBy: 'Received by (office, name)',
  signedOn: 'Date and signature',
} as const;
export type LabelName = keyof typeof english;

/** Labels in other languages. None has been reviewed by a native speaker: each letter says so. */
const others: Readonly<Record<string, Partial<Record<LabelName, string>>>> = {
  th: {
    letter: 'หนังสือเลขที่',
    confidential: 'ลับ ให้ผู้รับเปิดเท่านั้น',
    urgent: 'ด่วน',
    from: 'จาก',
    to: 'ถึง',
    date: 'วันที่',
    page: 'หน้า',
    under: 'ตาม',
    purpose: 'เพื่อวัตถุประสงค์',
    ourReference: 'เลขอ้างอิงของเรา',
    yourReference: 'เลขอ้างอิงของท่าน',
    answers: 'ตอบหนังสือของท่าน',
    answerBy: 'โปรดตอบภายใน',
    use: 'ให้ใช้เพื่อวัตถุประสงค์ข้างต้นเท่านั้น',
    receipt: 'ใบรับ',
    sendBack: 'โปรดลงนามและส่งกลับ',
    receivedBy: 'ผู้รับ (หน่วยงาน ชื่อ)',
    signedOn: 'วันที่และลายมือชื่อ',
  },
  zh: {
    letter: '函件编号',
    confidential: '机密，仅限收件人拆阅。',
    urgent: '紧急',
    from: '发函方',
    to: '收函方',
    date: '日期',
    page: '页',
    under: '依据',
    purpose: '目的',
    ourReference: '我方编号',
    yourReference: '贵方编号',
    answers: '答复贵方来函',
    answerBy: '请于此日期前答复',
    use: '仅可用于上述目的。',
    receipt: '回执',
    sendBack: '请签字后寄回。',
    receivedBy: '收件人（单位、姓名）',
    signedOn: '日期及签字',
  },
  vi: {
    letter: 'Công văn số',
    confidential: 'Mật. Chỉ người nhận được mở.',
    urgent: 'Khẩn',
    from: 'Nơi gửi',
    to: 'Nơi nhận',
    date: 'Ngày',
    page: 'Trang',
    under: 'Theo',
    purpose: 'Mục đích',
    receipt: 'Giấy biên nhận',
    sendBack: 'Đề nghị ký và gửi lại.',
  },
  my: { letter: 'စာအမှတ်', from: 'ပေးပို့သူ', to: 'လက်ခံသူ', date: 'ရက်စွဲ', page: 'စာမျက်နှာ' },
  km: { letter: 'លិខិតលេខ', from: 'ពី', to: 'ជូន', date: 'កាលបរិច្ឆេទ', page: 'ទំព័រ' },
  lo: { letter: 'ໜັງສືເລກທີ', from: 'ຈາກ', to: 'ເຖິງ', date: 'ວັນທີ', page: 'ໜ້າ' },
};

/** A label in some languages and in English, each once. */
export const labelIn = (name: LabelName, languages: readonly string[]): string =>
  [...languages.flatMap((language) => others[language]?.[name] ?? []), english[name]].join(' · ');

/** Of the languages of a letter those into which something of it was translated. */
export const translatedInto = (languages: readonly string[]): readonly string[] =>
  languages.filter((language) => others[language] !== undefined);

/** `birthDate` as `Birth date`, `stop_use` as `Stop use`. */
export const inWords = (name: string): string =>
  name
    .replaceAll('_', ' ')
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .replace(/^./, (first) => first.toUpperCase());

import { inWords } from './labels.js';

/** What kinds of messages and their fields are called. None has been reviewed by a native speaker; what is missing stands in English. */
const names: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CaseNotified: { th: 'แจ้งกรณี', zh: '案件通知' },
  CaseFormSent: { th: 'แบบข้อมูลบุคคล', zh: '个人信息表' },
  NationalityConfirmationRequested: { th: 'ขอตรวจสอบสัญชาติ', zh: '请求核实国籍' },
  FamilyTracingRequested: { th: 'ขอติดตามครอบครัว', zh: '请求查找家属' },
  RepatriationProposed: { th: 'เสนอการส่งกลับ', zh: '遣返安排建议' },
  MessageRecalled: { th: 'เรียกคืนหนังสือ', zh: '撤回函件' },
  CorrectionSent: { th: 'แก้ไขข้อมูล', zh: '更正' },
  ConsentWithdrawn: { th: 'ถอนความยินยอม', zh: '撤回同意' },
  ErasureRequested: { th: 'ขอให้ลบข้อมูล', zh: '请求删除资料' },
  SafetyAlert: { th: 'แจ้งเตือนความปลอดภัย', zh: '安全警报' },
  names: { th: 'ชื่อ', zh: '姓名', vi: 'Họ tên' },
  name: { th: 'ชื่อ', zh: '姓名', vi: 'Họ tên' },
  romanisation: { th: 'อักษรโรมัน', zh: '拉丁字母拼写' },
  birthDate: { th: 'วันเกิด', zh: '出生日期', vi: 'Ngày sinh' },
  sex: { th: 'เพศ', zh: '性别', vi: 'Giới tính' },
  ageBand: { th: 'ช่วงอายุ', zh: '年龄段' },
  origin: { th: 'ภูมิลำเนา', zh: '原籍', vi: 'Quê quán' },
  country: { th: 'ประเทศ', zh: '国家', vi: 'Quốc gia' },
  province: { th: 'จังหวัด', zh: '省', vi: 'Tỉnh' },
  district: { th: 'อำเภอ', zh: '县', vi: 'Huyện' },
  village: { th: 'หมู่บ้าน', zh: '村', vi: 'Thôn' },
  landmark: { th: 'จุดสังเกต', zh: '地标' },
  nationalities: { th: 'สัญชาติ', zh: '国籍', vi: 'Quốc tịch' },
  claimedNationality: { th: 'สัญชาติที่อ้าง', zh: '自称国籍' },
  mainLanguage: { th: 'ภาษาหลัก', zh: '主要语言' },
  documents: { th: 'เอกสาร', zh: '证件', vi: 'Giấy tờ' },
  relatives: { th: 'ญาติ', zh: '亲属', vi: 'Thân nhân' },
  relation: { th: 'ความสัมพันธ์', zh: '关系' },
  recalled: { th: 'หนังสือที่เรียกคืน', zh: '被撤回的函件' },
  action: { th: 'สิ่งที่ต้องทำ', zh: '应采取的措施' },
};

/** A kind or a field in some languages and in English. */
export const nameIn = (name: string, languages: readonly string[]): string =>
  [...languages.flatMap((language) => names[name]?.[language] ?? []), inWords(name)].join(' · ');

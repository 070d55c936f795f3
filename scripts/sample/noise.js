const CLIENT = [
  (r) => `Processing policy assignment {${r.guid()}}.`,
  (r) => `Policy {${r.guid()}} version ${r.below(90)}.00 is already compiled`,
  (r) => `Evaluating ${r.below(60)} policy documents for the machine`,
  (r) => `Job {${r.guid()}} progress ${r.below(100)}%, ${r.below(500_000)} KB received`,
  (r) => `Content PS1${r.hex(5)}.${r.below(9) + 1} is found in cache, size ${r.below(2_000_000)} KB`,
  (r) => `Update {${r.guid()}} state changed to ${r.pick(['Detecting', 'Downloading', 'Installed'])}`,
  (r) => `Message {${r.guid()}} submitted to queue ${r.pick(['mp_statusreceiver', 'mp_ddrendpoint'])}`,
  (r) => `Inventory cycle ${r.below(400)} collected ${r.below(9000)} instances in ${r.below(90)} seconds`,
  (r) => `State message with TopicType ${300 + r.below(1600)} queued`,
  () => 'Sleeping until the next schedule',
  (r) =>
    `Raising event:\r\n\r\ninstance of CCM_ServiceHost_Sample\r\n{\r\n\tClientID = "GUID:${r.guid()}";\r\n\tProcessID = ${r.below(9000)};\r\n};\r\n`,
];

const SERVER = [
  (r) => `Processing file ${r.hex(8)}.MIF`,
  (r) => `Moved ${r.below(40)} files from inbox to processing directory~`,
  (r) =>
    `STATMSG: ID=${500 + r.below(9000)} SEV=I LEV=M SOURCE="SMS Server" COMP="SMS_SAMPLE" SITE=PS1 ISTR0=""`,
  (r) => `Row ${r.below(1_000_000)} merged, rowversion=0x${r.hex(12)}`,
  (r) => `Thread waits for the next change notification, at most ${r.below(3600)} seconds`,
  (r) => `Package PS1${r.hex(5)} version ${r.below(9) + 1} is up to date on ${r.below(30)} servers`,
  (r) => `INFO: Found ${r.below(12)} objects to replicate`,
  (r) => `Heartbeat of component instance ${r.hex(4)} is current`,
];

const JAPANESE = [
  (r) => `ポリシー要求 {${r.guid()}} を処理しています`,
  () => 'サービスの状態を確認しました',
  (r) => `予約テーブルの ${r.below(5000)} 行を更新しました`,
  (r) => `ソフトウェア一覧 C:\\ソフト\\一覧表_${r.hex(4)}.csv を出力しました`,
  () => '能力テーブルに変更はありません',
];

const LOUD = [
  (r) => `GetFileVersionInfoSize failed for file C:\\Windows\\Temp\\${r.hex(5)}.dll, error 1813`,
  (r) => `Query for optional setting ${r.hex(4)} returned no rows. Error 0x80041002`,
  (r) => `Counter ${r.hex(4)} is not available on this system, code 0x80070002`,
];

const TALK = { client: CLIENT, server: SERVER, japanese: JAPANESE };

/** One harmless line of everyday business, now and then a loud one that decides nothing: `{ text, type }`. */
exports.noise = (r, kind) =>
  r.below(50) === 0 && kind !== 'japanese'
    ? { text: r.pick(LOUD)(r), type: 3 }
    : { text: r.pick(TALK[kind])(r), type: r.below(30) === 0 ? 2 : 1 };

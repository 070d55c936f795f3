/** What logs say all day. No text here holds an error code: `return code 0` and `0x0` are success, and no number of eight digits begins like one. */
export const ORDINARY = [
  (w) => `Processing policy assignment {${w.guid()}}.`,
  (w) =>
    `Policy [CCM_Policy_Policy5.PolicyID="{${w.guid()}}",PolicySource="SMS:P01",PolicyVersion="${w.below(90)}.00"] is already compiled`,
  (w) => `Evaluating ${w.below(60)} policy documents for user '${w.user()}'`,
  () => 'Raising event:',
  (w) => `Successfully sent location services HTTP request to ${w.host()}.`,
  () => 'Calling back with the following distribution points',
  (w) =>
    `Distribution Point='http://${w.host()}/SMS_DP_SMSPKG$/${w.content()}.${w.below(20)}', Locality='${w.pick(['LOCAL', 'REMOTE', 'SUBNET'])}'`,
  (w) =>
    `DTSJob {${w.guid()}} in state '${w.pick(['PendingDownload', 'DownloadingData', 'RetrievedData', 'NotifyReply'])}'.`,
  (w) => `CTM job {${w.guid()}} entered phase CCM_DOWNLOADSTATUS_DOWNLOADING_DATA`,
  (w) => `Content ${w.content()}.${w.below(9)} is found in cache, size ${w.below(2_000_000)} KB`,
  (w) =>
    `Set Update (${w.guid()}) state to ${w.pick(['Detecting', 'Downloading', 'WaitInstall', 'Installed'])}, progress ${w.below(101)}`,
  (w) =>
    `Update (Missing): ${w.pick(['Security Intelligence', 'Cumulative', 'Servicing Stack'])} Update KB${4_000_000 + w.below(1_100_000)} (${w.guid()}, ${200 + w.below(9)})`,
  (w) =>
    `Message id ${w.below(65535)} submitted to queue ${w.pick(['mp_statusreceiver', 'mp_ddrendpoint', 'mp_relayendpoint', 'mp_hinvendpoint'])}`,
  (w) => `Successfully queued event on HTTP/HTTPS failure for server '${w.host()}'.`,
  (w) =>
    `Inventory: Query = SELECT __CLASS, __PATH, __RELPATH, DeviceID, Name FROM Win32_${w.pick(['DiskDrive', 'LogicalDisk', 'NetworkAdapter', 'Processor', 'Service', 'Product', 'USBController'])}; Timeout = 600 secs.`,
  (w) =>
    `Refreshing Management Point List over ${w.pick(['HTTP', 'HTTPS'])} for site ${w.pick(['P01', 'CAS'])}`,
  (w) => `Assigned MP changed from <${w.host()}> to <${w.host()}>.`,
  (w) => `Method Call: GetServiceWindow - return code 0 at tick ${w.below(79_999_999)}`,
  (w) =>
    `State message with TopicType ${300 + w.below(1600)} and TopicId ${w.guid()} has been sent to the FSP`,
  (w) =>
    `Command line for package ${w.content()}: "C:\\Windows\\ccmcache\\${w.hex(2)}\\setup.exe" /quiet /norestart /log C:\\Windows\\Temp\\${w.hex(6)}.log`,
  (w) => `Process ${w.below(30_000)} terminated with exitcode: 0`,
  (w) => `Detected current user is ${w.user()}, session ${w.below(5)}`,
  (w) =>
    `STATMSG: ID=${w.below(12_000)} SEV=I LEV=M SOURCE="SMS Server" COMP="SMS_${w.pick(['DISTRIBUTION_MANAGER', 'HIERARCHY_MANAGER', 'MP_CONTROL_MANAGER', 'POLICY_PROVIDER'])}" SYS=${w.host()} SITE=P01 ISTR0="${w.content()}"`,
  (w) => `Thread ${w.below(9999)} is waiting on ${1 + w.below(8)} handles; next wake in ${w.below(3600)} s`,
  (w) => `Row ${w.below(1_000_000)} merged, key=${w.below(79_999_999)}, rowversion=0x${w.hex(12)}`,
  (w) =>
    `HTTP ${w.pick(['200', '204', '206', '304'])} ${w.pick(['GET', 'HEAD', 'CCM_POST'])} /SMS_MP/.sms_pol?${w.guid()}.SHA256:${w.hex(16)}`,
  (w) =>
    `Job {${w.guid()}} progress ${w.below(100)}%, ${w.below(500_000)}/${500_000 + w.below(90_000)} KB at ${w.below(9000)} KB/s`,
  (w) => `Entered ServiceMain loop, tick ${w.below(79_999_999)}`,
  () => 'Security settings update detected, no restart required',
  (w) => `Sleeping for ${w.below(3600)} seconds...`,
];

/** On Japanese Windows: half-width kana, characters whose second byte in CP932 is a backslash. */
export const ORDINARY_JA = [
  (w) => `ポリシー要求 {${w.guid()}} を処理しています`,
  (w) => `C:\\ソフト\\表\\${w.hex(4)}.dll を読み込みました`,
  (w) => `サーバー ${w.host()} への接続を開始します`,
  (w) => `ﾌﾟﾛｸﾞﾗﾑの準備 {${w.guid()}} が完了しました。能力テーブル予約`,
  () => '設定の変更はありません。',
];

/** Messages of several lines: the product writes them with either line end. */
export const LONG = [
  (w) =>
    [
      `instance of CCM_${w.pick(['PolicyAgent_AssignmentsReceived', 'CcmHttp_Status', 'CTM_JobEnqueued'])}`,
      '{',
      '\tAuthorityName = "SMS:P01";',
      `\tClientID = "GUID:${w.guid()}";`,
      `\tDateTime = "202611${10 + w.below(20)}${100_000 + w.below(100_000)}.${100_000 + w.below(800_000)}+000";`,
      `\tHostName = "${w.host()}";`,
      '\tHRESULT = "0x00000000";',
      `\tProcessID = ${w.below(9999)};`,
      `\tThreadID = ${w.below(9999)};`,
      '};',
      '',
    ].join('\r\n'),
  (w) =>
    [
      '<ContentLocationRequest SchemaVersion="1.00">',
      `  <Package ID="${w.content()}" Version="${w.below(9)}"/>`,
      '  <AssignedSite SiteCode="P01"/>',
      '  <ClientLocationInfo LocationType="SMSPackage" DistributeOnDemand="0"/>',
      '</ContentLocationRequest>',
    ].join('\n'),
];

const CMG = 'CMG.CONTOSO.COM/CCM_Proxy_MutualAuth/72057594037927941';

const line = (at, text, type = 1) => ({ at: new Date(`2022-06-${at}Z`), text, type });

/** What happened at the site: the lines that matter, by log, with local time as written. */
exports.STORY = {
  'CMUpdate.log': [
    line('01T02:11:08.410', 'INFO: Configuration Manager v5.00 (Build 9078)'),
    line('01T02:58:31.022', 'INFO: Successfully updated the site server PS1.'),
  ],
  'ccmsetup.log': [
    line('01T04:20:10.300', 'Installing version 5.00.9078.1006 of the client with product code {6CF0A0D4}'),
    line('01T04:27:45.881', 'Installation succeeded.'),
  ],
  'LocationServices.log': [
    line('01T09:11:58.004', `Current internet management point is https://${CMG}`),
    line('02T09:03:12.650', `Current internet management point is https://${CMG}`),
  ],
  'ddm.log': ['01T09:12:33.120', '01T13:40:02.006', '02T08:55:17.930', '02T09:04:41.377'].flatMap((at) => [
    line(at, 'CDiscoverDataManager::ProcessRDR - ClientIdentity is not a hex string'),
    line(at, 'CDiscoverDataManager - The registration record is not valid. Bad RDR'),
  ]),
  'CcmMessaging.log': ['01T09:13:05.552', '01T11:13:06.128', '02T09:05:02.914'].flatMap((at) => [
    line(at, `Sending message to queue mp_locationmanager, URL https://${CMG}/ccm_system/request`),
    line(at, "Client doesn't have PKI issued cert and cannot get CCM access token. Error 0x8000ffff", 3),
  ]),
};

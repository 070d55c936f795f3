import { read } from '../../src/intake/read';
import { defaultKnowledgeDir, loadKnowledge } from '../../src/knowledge/load';
import { ccm, file } from './patterns';

const { patterns } = loadKnowledge([defaultKnowledgeDir()]);

const readings = async (log: string, content: string): Promise<string[]> => {
  const { readings } = await read({ text: '', uploads: [file(log, content)] }, patterns);
  return readings.map(({ fact, value, line }) => `${fact}=${value} @${line}`);
};

const CMG = 'https://CMG.CONTOSO.COM/CCM_Proxy_MutualAuth/72186325152220500';
const GUID = 'GUID:C66EE0FD-08E7-4B38-B282-7E6954B71139';

/** A line as the product writes it in the log named, and the facts it tells. */
const lines: readonly [log: string, line: string, facts: string[]][] = [
  ['CMUpdate.log', 'Microsoft Microsoft Configuration Manager v5.00 (Build 9132)', ['mecm_version=2409']],
  [
    'DMPDownloader.log',
    'The flighting request url is https://sccm.manage.microsoft.com/SCCMConnectedService.svc/Manifest?Tenant=W%3d&Version=5.00.9135.1000&Ring=2376918;Branch=1~~',
    ['mecm_version=2503'],
  ],
  ['DMPDownloader.log', 'Is it a fast channel? :False~~', []],
  [
    'DMPDownloader.log',
    'Get manifest.cab from download center.~~',
    ['scp_mode=online', 'site_roles=scp-log'],
  ],
  ['ServiceConnectionTool.log', 'ERROR:Failed to download redist for 8576527E', ['scp_mode=offline']],
  [
    'CMUpdate.log',
    'INFO: Waiting for CONFIGURATION_MANAGER_SERVICE to be ready to apply update: 8576527E-DDE9-4146-8ED9-DB91091C38EF',
    ['update_ring=early'],
  ],
  [
    'hman.log',
    'Configuration Manager Update (PackageGuid=8576527E-DDE9-4146-8ED9-DB91091C38EF) is not applicable and should be filtered.',
    [],
  ],
  [
    'CMUpdate.log',
    'Successfully reported ConfigMgr update status (SiteCode=CS1, SubStageID=0xd0007, IsComplete=4, Progress=1, Applicable=1)',
    ['update_package_state=install', 'site_code=CS1'],
  ],
  [
    'hman.log',
    'Successfully reported ConfigMgr update status (SiteCode=CS1, SubStageID=0xe0007, IsComplete=2, Progress=100, Applicable=1)',
    ['site_code=CS1'],
  ],
  ['ClientIDManagerStartup.log', 'Registering client using AAD auth.', ['client_auth_kind=entra']],
  [
    'ClientIDManagerStartup.log',
    `[RegTask] - Client is registered. Server assigned ClientID is ${GUID}. Approval status 3`,
    ['client_auth_kind=entra'],
  ],
  [
    'ClientIDManagerStartup.log',
    `[RegTask] - Client is registered. Server assigned ClientID is ${GUID}. Approval status 1`,
    [],
  ],
  [
    'ClientIDManagerStartup.log',
    ">>> Client selected the PKI Certificate [Thumbprint 3A51B0C8] issued to 'PC0001.contoso.com'",
    ['client_auth_kind=pki'],
  ],
  [
    'ClientIDManagerStartup.log',
    'Unable to find PKI Certificate matching SCCM certificate selection criteria. 0x87d00283',
    [],
  ],
  [
    'ClientIDManagerStartup.log',
    "RegEndPoint: Received notification for site assignment change from '<none>' to 'MEM'.",
    ['site_code=MEM'],
  ],
  [
    'LocationServices.log',
    "LSGetSiteVersionFromAD : Successfully retrieved version '5.00.9132.1000' for site 'P01'",
    ['site_code=P01'],
  ],
  ['LocationServices.log', 'Domain joined client is in Intranet', ['client_location=intranet']],
  ['ClientLocation.log', 'Domain joined client is in Internet', ['client_location=internet']],
  ['execmgr.log', 'Domain joined client is in Internet', []],
  ['ccmsetup.log', 'CCMSETUP bootstrap from Internet: 1', ['client_location=internet']],
  ['ccmsetup.log', 'CCMSETUP bootstrap from Internet: 0', []],
  [
    'ClientLocation.log',
    `Rotating internet management point, new management point [1] is: ${CMG} (0) with capabilities: <Capabilities SchemaVersion ="1.0"><Property Name="SSL" Version="1" /></Capabilities>`,
    ['client_knows_cmg=yes'],
  ],
  [
    'ClientLocation.log',
    'Rotating internet management point, new management point [1] is: MP01.CONTOSO.COM (9132) with capabilities: <Capabilities SchemaVersion ="1.0"/>',
    [],
  ],
  [
    'CcmMessaging.log',
    "Sending remote sync message '{BD03DEED}' to host 'CMG.CLOUDAPP.NET/CCM_Proxy_MutualAuth/72186325152220500' endpoint 'MP_PolicyManager'.",
    ['cmg_service_name_domain=cloudapp_net'],
  ],
  [
    'LocationServices.log',
    '[CCMHTTP] ERROR INFO: StatusCode= 403 StatusText= CMGConnector_Clientcertificaterequired',
    ['http_status_text=403_cert'],
  ],
  [
    'LocationServices.log',
    '[CCMHTTP] ERROR INFO: StatusCode= 405 StatusText= Method not allowed',
    ['http_status_text=405'],
  ],
  [
    'LocationServices.log',
    '[CCMHTTP] : WINHTTP_CALLBACK_STATUS_FLAG_CERT_REV_FAILED is set',
    ['winhttp_flag=rev'],
  ],
  ['SMS_Cloud_ProxyConnector.log', 'Filtered cert count with client auth: 0~~', ['cmgcp_client_cert=no']],
  ['SMS_Cloud_ProxyConnector.log', 'Filtered cert count with client auth: 2~~', ['cmgcp_client_cert=yes']],
  ['SMS_Cloud_ProxyConnector.log', 'No private key cert: 52E140B1DD16A556AB77932B63DE87955BBC4616', []],
  ['SMS_Cloud_ProxyConnector.log', 'Maintaining connections...~~', ['site_roles=cmgcp-log']],
  [
    'SMS_Cloud_ProxyConnector.log',
    `Switched to internal URL. Replaced '${CMG}/CCM_STS' in   '${CMG}/CCM_STS' with 'http://MP.MYCORP.COM/CCM_STS' and got 'http://MP.MYCORP.COM/CCM_STS~~`,
    ['mp_mode=http'],
  ],
  [
    'SMS_Cloud_ProxyConnector.log',
    `Switched to internal URL. Replaced '${CMG}/CCM_STS' in   '${CMG}/CCM_STS' with 'https://MP.MYCORP.COM/CCM_STS' and got 'https://MP.MYCORP.COM/CCM_STS~~`,
    [],
  ],
  [
    'mpcontrol.log',
    'Call to HttpSendRequestSync succeeded for port 443 with status code 200, text: OK',
    ['site_roles=mp-log'],
  ],
  [
    'ConfigMgrPrereq.log',
    'SITE01.contoso.com;    Enable site system roles for HTTPS or Configuration Manager Enhanced HTTP;    Warning;    HTTPS or Enhanced HTTP are not enabled for client communication. HTTP-only communication is deprecated',
    ['site_comm_mode=http'],
  ],
  [
    'WUAHandler.log',
    'Enabling WUA Managed server policy to use server: https://SERVER.CONTOSO.COM:8531',
    ['wsus_port=8530'],
  ],
  [
    'WUAHandler.log',
    'Enabling WUA Managed server policy to use server: http://SERVER.CONTOSO.COM:80',
    ['wsus_port=80'],
  ],
  ['smsts.log', 'Booted from network (PXE)', ['boot_method=pxe']],
  ['smsts.log', 'Executing from PXE in WinPE', ['boot_method=pxe']],
  ['smsts.log', 'Exiting TSMediaWizardControl::GetPolicy.', []],
  [
    'smspxe.log',
    '00:15:5D:00:19:CA, 32E5B71A-B626-4A4B-902E-7F94AD38B5B3: No boot action. Aborted.',
    ['boot_method=pxe', 'site_roles=pxe-log'],
  ],
  [
    'ccm.log',
    'ERROR: Unable to access target machine for request: "2097152010", machine name: "PC0001", error code: 5',
    ['client_push_account=no'],
  ],
  [
    'ccm.log',
    'ERROR: Unable to access target machine for request: "2097152010", machine name: "PC0001", error code: 53',
    [],
  ],
];

describe('what a line tells of the site and its clients', () => {
  it.each(lines)('%s: %s', async (log, line, facts) => {
    const expected = facts.map((fact) => `${fact} @2`).sort();
    expect((await readings(log, ccm('x') + ccm(line))).sort()).toEqual(expected);
  });
});

it('the values of a log come in the order in which they stand last', async () => {
  const [net, intra] = ['Domain joined client is in Internet', 'Domain joined client is in Intranet'];
  const content = [intra, net, intra].map((line) => ccm(line)).join('');
  expect(await readings('LocationServices.log', content)).toEqual([
    'client_location=internet @2',
    'client_location=intranet @1',
  ]);
});

it('a value read as it stands is redacted', async () => {
  const line =
    "RegEndPoint: Received notification for site assignment change from 'P01' to 'taro@contoso.com'.";
  expect((await readings('ClientIDManagerStartup.log', ccm(line))).join()).not.toContain('taro');
});

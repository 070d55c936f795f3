/** Lines that knowledge has today, in its grammar; they come first among the patterns. */
export const SIGNATURES = [
  'ClientIdentity is not a hex string',
  "Client doesn't have PKI issued cert and cannot get CCM access token. Error 0x8000ffff",
  "Failed to get CCM access token and client doesn't have PKI issued cert to use SSL. Error 0x80070002",
  "Client's current MP is {host} and is accessible over HTTPS but the certificate is not trusted",
  'RegTask: Failed to refresh site code. Error: 0x8000ffff',
  'Failed to send registration request message. Error: 0x87d00231',
  '[CCMHTTP] ERROR: URL=https://{host}/ccm_system/request, Port=443, Options=31, Code=0, Text=CCM_E_NO_CLIENT_PKI_CERT',
  'The certificate chain processed but terminated in a root certificate which is not trusted by the trust provider',
  'ExecStaticMethod failed ({code}) - unable to set the provisioning mode',
  'MP has rejected registration request due to failure in client certificate (Subject Name: {host}) chain validation',
  'Unable to find lookup MP(s) in Registry, AD, DNS and WINS',
  'WSUS update source not found on site {word}. Please refer to WCM.log for configuration error details',
  'sync: Starting SMS database synchronization failed - Fault message: Thread was being aborted',
  'Job error ({code}) received for assignment ({guid}) action',
  'OnSearchComplete - Failed to end search job. Error = {code}.',
  'ScanJob({guid}): CScanJob::OnScanComplete-Scan Failed with Error=0x8024402c',
  'Failed to resolve selected task sequence dependencies. Code(0x87D00215)',
  'There are no task sequences available to this computer',
  'PXE Boot aborted. No PXE Policy assignment found for device {guid}',
  'CWmi::Connect() could not connect to \\\\{host}\\root\\SCCMDP. error = 0x800706ba',
  'Bad RDR',
  '選択したクライアント証明書は、CMGサービスで信頼されていません',
  '証明書が無効です',
];

export const DETECTORS = [
  {
    fact: 'client_version',
    text: "Client's version is {value} and the assigned site version is checked",
  },
  {
    fact: 'client_auth_kind',
    text: 'Updated security on object; HTTPS state is {value} for this client',
    map: { 31: 'self-signed', 63: 'pki', 224: 'none' },
  },
  {
    fact: 'client_auth_kind',
    text: 'Client does not have a PKI issued certificate installed',
    value: 'self-signed',
  },
];

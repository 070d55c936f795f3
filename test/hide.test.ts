import { hiding } from '../src/hide';

const hide = (text: string) => hiding([text])(text);

it.each([
  ['a machine and its domain', 'MP01.contoso.com and contoso.com', '<host-1> and <domain-1>'],
  ['the machine again without its domain', 'MP01.contoso.com: mp01 failed', '<host-1>: <host-2> failed'],
  ['a share', '\\\\SRV01\\SMS_P01\\x and SRV01', '\\\\<host-1>\\SMS_P01\\x and <host-1>'],
  ['a machine account', 'CONTOSO\\PC001$ (CONTOSO)', '<domain-1>\\<host-1>$ (<domain-1>)'],
  ['a label', 'ComputerName=PC0427', 'ComputerName=<host-1>'],
  ['a Japanese label', 'コンピューター名: PC0427', 'コンピューター名: <host-1>'],
  ['a word in front', 'server SRV02 is down', 'server <host-1> is down'],
  [
    'addresses',
    '10.20.30.41, fe80::1c2d:3e4f and 00-15-5D-01-02-03',
    '<address-1>, <address-2> and <address-3>',
  ],
  ['a gateway', 'https://contoso.cloudapp.net/CCM_Proxy', 'https://<host-1>/CCM_Proxy'],
  ['a machine in the name of a file', 'SRV01_DDM.log of \\\\SRV01\\x', '<host-1>_DDM.log of \\\\<host-1>\\x'],
  ['a gateway, not the word for it', 'CMG service cmg.contoso.com', 'CMG service <host-1>'],
  ['the directory', 'CN=PC,DC=contoso,DC=com', 'CN=PC,DC=<domain-1>,DC=com'],
])('hides %s', (_, text, hidden) => {
  expect(hide(text)).toBe(hidden);
});

it.each([
  'build 5.00.9078.1025, version 10.0.0.1, 10.0.19045.2846',
  'DDM.log, ccmsetup.exe and System.Net.WebException at 09:12:33:120',
  'https://learn.microsoft.com/mem/configmgr and https://github.com/MicrosoftDocs/memdocs',
  'Error 0x87d00455, KB14480034, P01, P0100012, <user-1> and <secret>',
  'HKLM\\SOFTWARE\\Microsoft\\SMS and NT AUTHORITY\\SYSTEM',
  '4E2C8A9B-1D3F-4A5B-8C7D-9E0F1A2B3C4D and ASP.NET',
])('stays: %s', (text) => {
  expect(hide(text)).toBe(text);
});

it('hides a name in every text, whichever of them told it', () => {
  const texts = ['SRV01/DDM.log', '\\\\SRV01\\x is full', 'PC01.contoso.com'];
  expect(texts.map(hiding(texts))).toEqual(['<host-1>/DDM.log', '\\\\<host-1>\\x is full', '<host-2>']);
});

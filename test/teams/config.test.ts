import { readConfig } from '../../src/config';

const APP = { MicrosoftAppId: 'app', MicrosoftAppPassword: 'secret' };

describe('the environment', () => {
  test('may be empty', () => {
    expect(readConfig({})).toEqual({
      ...{
        port: 3978,
        host: '127.0.0.1',
        publicUrl: null,
        app: null,
        dataDir: './data',
        fileHosts: [],
        knowledgeDirs: [],
      },
      graph: {
        files: false,
        url: 'https://graph.microsoft.com/v1.0',
        login: 'https://login.microsoftonline.com',
      },
      ...{ expertChannel: null, retentionDays: 30, logLevel: 'info' },
    });
  });

  test.each([
    [
      'an empty variable is not set',
      { PORT: '', HOST: ' ', RETENTION_DAYS: '' },
      { port: 3978, host: '127.0.0.1', retentionDays: 30 },
    ],
    ['any loopback address will do', { HOST: '127.8.9.1' }, { host: '127.8.9.1' }],
    ['IPv6 as well', { HOST: '[::1]' }, { host: '::1' }],
    ['any host with an app id', { ...APP, HOST: '10.0.0.1' }, { host: '10.0.0.1' }],
    [
      'every interface with an app id alone',
      APP,
      { host: '0.0.0.0', app: { type: 'multitenant', id: 'app', password: 'secret', tenant: null } },
    ],
    [
      'a tenant makes it a single one',
      { ...APP, MicrosoftAppTenantId: 't' },
      { app: { type: 'singletenant', id: 'app', password: 'secret', tenant: 't' } },
    ],
    [
      'a managed identity has no password',
      { MicrosoftAppId: 'app', MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: 't' },
      { app: { type: 'userassignedmsi', id: 'app', password: null, tenant: 't' } },
    ],
    [
      'file hosts',
      { FILE_HOSTS: 'Files.example.com, http://127.0.0.1:81/ https://a.example:8443' },
      { fileHosts: ['files.example.com', 'http://127.0.0.1:81', 'https://a.example:8443'] },
    ],
    ['knowledge folders', { KNOWLEDGE_DIRS: '/a, ./b' }, { knowledgeDirs: ['/a', './b'] }],
    [
      'http on loopback',
      { GRAPH_URL: 'http://127.0.0.1:9/v1.0', LOGIN_URL: 'http://127.0.0.1:8', GRAPH_FILES: 'on' },
      { graph: { files: true, url: 'http://127.0.0.1:9/v1.0', login: 'http://127.0.0.1:8' } },
    ],
  ])('%s', (_, env, expected) => {
    expect(readConfig(env)).toMatchObject(expected);
  });

  test.each([
    ['PORT', { PORT: '80a' }],
    ['PORT', { PORT: '70000' }],
    ['HOST', { HOST: '0.0.0.0' }],
    ['HOST', { HOST: '::' }],
    ['HOST', { HOST: '192.168.1.2' }],
    ['HOST', { HOST: '127.0.0.1.example.com' }],
    ['HOST', { HOST: '0.0.0.0', MicrosoftAppId: ' ' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'bot.example.com' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'http://bot.example.com' }],
    ['MicrosoftAppType', { ...APP, MicrosoftAppType: 'Tenant' }],
    ['MicrosoftAppPassword', { MicrosoftAppId: 'app' }],
    ['MicrosoftAppPassword', { ...APP, MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: 't' }],
    ['MicrosoftAppTenantId', { ...APP, MicrosoftAppType: 'SingleTenant' }],
    ['AZURE_STORAGE_CONNECTION_STRING', { AZURE_STORAGE_CONNECTION_STRING: 'x' }],
    ['AZURE_STORAGE_ACCOUNT', { AZURE_STORAGE_ACCOUNT: 'x' }],
    ['GRAPH_FILES', { GRAPH_FILES: 'yes' }],
    ['GRAPH_FILES', { GRAPH_FILES: 'on' }],
    ['GRAPH_FILES', { GRAPH_FILES: 'on', GRAPH_URL: 'http://127.0.0.1:9' }],
    ['GRAPH_URL', { GRAPH_URL: 'http://graph.microsoft.com' }],
    ['LOGIN_URL', { LOGIN_URL: 'ftp://127.0.0.1' }],
    ['FILE_HOSTS', { FILE_HOSTS: 'http://files.example.com' }],
    ['FILE_HOSTS', { FILE_HOSTS: '*' }],
    ['FILE_HOSTS', { FILE_HOSTS: 'http://127.0.0.1:81/folder' }],
    ['RETENTION_DAYS', { RETENTION_DAYS: '0' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ])('%s is named when it cannot be: %j', (name, env) => {
    expect(() => readConfig(env)).toThrow(new RegExp(`^${name}: .{10,}`));
  });

  test('all that is wrong is said at once, without the secrets', () => {
    expect(() => readConfig({ ...APP, PORT: 'x', LOG_LEVEL: 'y' })).toThrow(
      /PORT: .*; LOG_LEVEL: (?!.*secret)/,
    );
  });
});

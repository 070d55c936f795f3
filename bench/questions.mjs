/** What is asked, and what a right answer's card must say. */
export const QUESTIONS = [
  {
    what: 'analyzer message, ja',
    locale: 'ja-JP',
    text: 'MPの場所を更新できませんでした。選択したクライアント証明書は、CMGサービスで信頼されていません。クライアント証明書の証明書チェーンがCMGサービスにアップロードされるように指定されているかどうかご確認ください。',
    right: /"fact":"client_auth_kind"/,
  },
  {
    what: 'CcmMessaging.log line, en',
    locale: 'en-US',
    text: "Client doesn't have PKI issued cert and cannot get CCM access token. Error 0x8000ffff",
    right: /"fact":"client_auth_kind"/,
  },
  {
    what: 'DDM.log lines and facts, en',
    locale: 'en-US',
    text: 'We use PKI and the site is on 2203.\nClientIdentity is not a hex string\nThe registration record is not valid. Bad RDR',
    right: /KB14244456.*KB14480034/,
  },
  {
    what: "in a person's own words, ja",
    locale: 'ja-JP',
    text: '2303 ですが、CMG のメンテナンスのあと接続ポイントが休んでしまい、SMS_EXECUTIVE を再起動するまで社外の端末がつながりません',
    right: /CMG 接続ポイント|"fact":"/,
  },
];

/** The least a turn costs: nothing to read, nothing to diagnose. */
export const EMPTY_TURN = { what: 'empty turn: help', locale: 'en-US', text: 'help', right: /0x87D00607/ };

export const ZIP = {
  what: 'sample.zip, 44 logs',
  locale: 'en-US',
  text: '',
  right: /ClientIdentity is not a hex string.*KB14244456.*KB14480034/,
};

import { read } from '/work/main/src/intake/read';
import { zip } from '/work/main/test/support/zip-writer';
const P = { signatures: [
 { id:'an', texts:['選択したクライアント証明書は、CMGサービスで信頼されていません','MPの場所を更新できませんでした'], logs:[], onlyThere:false, weight:'hint' as const},
 { id:'pki', texts:["Client doesn't have PKI issued cert and cannot get CCM access token. Error {code}"], logs:['CcmMessaging.log'], onlyThere:false, weight:'hint' as const},
 { id:'rdr', texts:['The registration record is not valid. Bad RDR'], logs:['DDM.log'], onlyThere:true, weight:'proof' as const},
], detectors:[{id:'d',fact:'mecm_version',texts:['Installing version 5.00.{value}.{rest} of the client'],logs:[],onlyThere:false,map:{'9078':'2203'}}], logs:['DDM.log','CcmMessaging.log','ccmsetup.log'] };
const rec=(m:string)=>`<![LOG[${m}]LOG]!><time="08:52:46.657-540" date="06-01-2022" component="X" context="" type="3" thread="1" file="a.cpp:1">\r\n`;
test('s', async()=>{
 const e = await read({text:'接続アナライザーで「MPの場所を更新できませんでした。選択したクライアント証明書は…」と出て、昨日からCMGにつながりません\nPKIです。バージョンは2203、早期リングではありません', uploads:[]}, P);
 console.log(JSON.stringify(e,null,1));
 const f = await read({text:"Client doesn't have PKI issued cert and cannot get CCM access token. Error 0x8000ffff", uploads:[{name:'x.zip',bytes:zip([{name:'Logs/DDM.log',data:rec('hello')+rec('The registration record is not valid. Bad RDR')+rec('Installing version 5.00.9078.1025 of the client with user CONTOSO\\tanaka')}, {name:Buffer.from([0x97,0x5c,0x92,0xe8,0x95,0x5c]),data:'abc'}])}]}, P);
 console.log(JSON.stringify(f,null,1));
});
